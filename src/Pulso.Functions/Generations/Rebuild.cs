using System.Text.Json.Nodes;
using Azure;
using Microsoft.Extensions.Logging;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Erasures;
using Pulso.Functions.Partitions;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Settings;

namespace Pulso.Functions.Generations;

/// <summary>
/// Computes a tenant's figures anew from the archive, beside those that serve, and switches over. It has no process of its own: each step sends
/// what it has to send and then a mark into every session, and the last session that passes the mark carries out the next step.
/// </summary>
/// <remarks>
/// Everything can happen twice: what is sent again changes nothing, the state is written with its ETag, and the mark that a step belongs to is
/// completed only after it.
/// </remarks>
public sealed class Rebuild(
    TenantDirectory tenants, RebuildStates states, GenerationComparison comparison, PartitionStore partitions, Archive archive, Renaming renaming, PseudonymKeys keys, PublishedDays published,
    EventQueue queue, Marks marks, Deployment deployment, TimeProvider clock, ILogger<Rebuild> log)
{
    private const int MarksUntilRest = 3; // a contact tells its customer, a day of an agent asks, and is answered

    /// <summary>Begins a rebuild; or, where one is under way, sends its mark again, should it have got lost.</summary>
    /// <param name="versions">Other definitions; null for those in force.</param>
    /// <param name="count">How many partitions the new generation has; null for as many as the serving one.</param>
    public async Task<RebuildState> StartAsync(TenantSettings settings, JsonArray? versions, int? count, CancellationToken cancel)
    {
        string tenant = settings.Tenant;
        var document = await tenants.ChangeAsync(
            tenant, known => known.Generations.Building is null
                ? known with { Generations = known.Generations.Begin(count ?? known.Generations.Partitions, versions, deployment.Rules, keys.Count) }
                : known, cancel);
        int generation = document.Generations.Building!.Number;
        while (true)
        {
            var (known, tag) = await states.FindAsync(tenant, generation, cancel);
            var state = known is null ? RebuildState.New(generation, clock.GetUtcNow())
                : known.Phase == RebuildPhase.Failed ? known.Next(RebuildPhase.Following) with { EndedAt = null, Failure = null, Owner = null, Token = null, Partition = 0 }
                : known with { Owner = null };
            if (!await states.TryKeepAsync(tenant, state, tag, cancel))
                continue;
            if (!state.IsOver)
                await SendMarkAsync(tenant, state, cancel);
            return state;
        }
    }

    /// <summary>Switches over to a generation although its figures are other ones: somebody has looked at them.</summary>
    /// <returns>False where nothing waits for that.</returns>
    public async Task<bool> TryAcceptAsync(TenantSettings settings, CancellationToken cancel)
    {
        var document = await tenants.ReadAsync(settings.Tenant, cancel);
        if (document?.Generations.Building is not { } building)
            return false;
        var (state, tag) = await states.FindAsync(settings.Tenant, building.Number, cancel);
        if (state?.Phase != RebuildPhase.Differing)
            return false;
        await SwitchAsync(settings.Tenant, building.Number, cancel);
        return await states.TryKeepAsync(settings.Tenant, state.End(RebuildPhase.Done, clock.GetUtcNow()), tag, cancel);
    }

    /// <summary>Goes on as far as marks have been passed, if it is this session's turn.</summary>
    public async Task GoOnAsync(string tenant, int generation, string session, CancellationToken cancel)
    {
        while (await FindDueAsync(tenant, generation, session, cancel) is var (state, tag))
        {
            using var span = Operations.Spans.StartActivity("rebuild");
            var next = await StepAsync(tenant, state, cancel);
            if (!next.IsOver)
                await SendMarkAsync(tenant, next, cancel);
            if (!await states.TryKeepAsync(tenant, next with { Owner = null }, tag, cancel))
                return;
            await marks.ForgetAsync(tenant, state.Mark, cancel);
        }
    }

    /// <summary>The state, if its mark is passed and the session may go on with it; it is then this session's.</summary>
    private async Task<(RebuildState State, ETag Tag)?> FindDueAsync(string tenant, int generation, string session, CancellationToken cancel)
    {
        var (state, tag) = await states.FindAsync(tenant, generation, cancel);
        if (state is null || state.IsOver || (state.Owner is { } owner && owner != session) || !await marks.IsPassedAsync(tenant, state.Mark, cancel))
            return null;
        if (state.Owner == session)
            return (state, tag!.Value);
        if (!await states.TryKeepAsync(tenant, state with { Owner = session }, tag, cancel))
            return null;
        (state, tag) = await states.FindAsync(tenant, generation, cancel);
        return state?.Owner == session ? (state, tag!.Value) : null;
    }

    private async Task<RebuildState> StepAsync(string tenant, RebuildState state, CancellationToken cancel)
    {
        if (await tenants.ReadAsync(tenant, cancel) is not { Generations: var book } document || document.Of(state.Generation) is not { } next)
            return state.End(RebuildPhase.Failed, clock.GetUtcNow()) with { Failure = "the generation was dropped" };
        if (book.Serving == state.Generation)
            return state.End(RebuildPhase.Done, clock.GetUtcNow()); // switched, and then ended before it was noted
        if (next.Generation.Rules < deployment.Rules)
            return state.End(RebuildPhase.Failed, clock.GetUtcNow()) with { Failure = "it began by older rules than the app has now: another one takes its place" };
        try
        {
            return state.Phase switch
            {
                RebuildPhase.Following => await FollowAsync(document.Serving(), state, cancel),
                RebuildPhase.Filling => await FillAsync(tenant, state, cancel),
                RebuildPhase.Carrying => await CarryAsync(document.Serving(), state, cancel),
                RebuildPhase.Settling => state.Next(state.Round + 1 < MarksUntilRest ? RebuildPhase.Settling : RebuildPhase.Comparing),
                _ => await CompareAsync(document.Serving(), next, strict: book.Find(state.Generation)!.Versions is null && book.Rules == next.Generation.Rules, state, cancel),
            };
        }
        catch (Exception error) when (!Outage.Is(error))
        {
            log.LogError(error, "The rebuild of {Tenant} as generation {Generation} cannot go on.", tenant, state.Generation);
            return state.End(RebuildPhase.Failed, clock.GetUtcNow()) with { Failure = error.Message };
        }
    }

    /// <summary>Goes on once no partition can be written by anybody who does not know of the new generation.</summary>
    private async Task<RebuildState> FollowAsync(TenantSettings serving, RebuildState state, CancellationToken cancel)
    {
        bool all = (await partitions.HeadsAsync(serving, cancel)).All(head => head?.Follower >= state.Generation);
        return all ? state.Next(RebuildPhase.Filling) : state.Next(RebuildPhase.Following);
    }

    private async Task<RebuildState> FillAsync(string tenant, RebuildState state, CancellationToken cancel)
    {
        var page = await archive.PageAsync(tenant, state.Token, state.Last, await renaming.IntoAsync(tenant, state.Generation, cancel), cancel);
        await queue.SendAsync(tenant, page.Frames.Where(Timelines.TimelineFold.IsKept).ToList(), state.Generation, cancel);
        var next = !page.IsLast ? RebuildPhase.Filling
            : await published.ArchiveSinceAsync(tenant, cancel) is null ? RebuildPhase.Settling : RebuildPhase.Carrying;
        return state.Next(next) with
        {
            Token = page.IsLast ? null : page.NextToken,
            Last = page.Last,
            Blobs = state.Blobs + page.Blobs,
            Events = state.Events + page.Frames.Count,
            Through = page.Through,
        };
    }

    /// <summary>Sends what the timelines were given. What the archive holds too comes twice, and changes nothing the second time.</summary>
    private async Task<RebuildState> CarryAsync(TenantSettings serving, RebuildState state, CancellationToken cancel)
    {
        var (timelines, place) = await partitions.TimelinesAsync(serving, new TimelinePlace(state.Partition, state.Token), cancel);
        var rename = await renaming.IntoAsync(serving.Tenant, state.Generation, cancel);
        var given = timelines.SelectMany(timeline => timeline.Given).Select(frame => rename(frame with { Keys = serving.Generation.Keys })).ToList();
        await queue.SendAsync(serving.Tenant, given, state.Generation, cancel);
        return state.Next(place is null ? RebuildPhase.Settling : RebuildPhase.Carrying) with
        {
            Token = place?.Token,
            Partition = place?.Partition ?? 0,
            Carried = state.Carried + given.Count,
        };
    }

    private async Task<RebuildState> CompareAsync(TenantSettings old, TenantSettings next, bool strict, RebuildState state, CancellationToken cancel)
    {
        if (await comparison.NextAsync(old, next, state.Report, strict, state.Round + 1, cancel) is { } report)
            return state.Next(RebuildPhase.Comparing) with { Report = report, Round = report.LastSeen is null ? 0 : state.Round + 1 };
        if (strict && state.Report.Different > 0)
            return state.End(RebuildPhase.Differing, clock.GetUtcNow());
        await SwitchAsync(next.Tenant, state.Generation, cancel);
        return state.End(RebuildPhase.Done, clock.GetUtcNow());
    }

    private Task<TenantDocument> SwitchAsync(string tenant, int generation, CancellationToken cancel) => tenants.ChangeAsync(
        tenant, known => known.Generations.Serving == generation ? known : known.Switched(generation), cancel);

    private Task SendMarkAsync(string tenant, RebuildState state, CancellationToken cancel) =>
        queue.SendMarkAsync(tenant, state.Mark, state.Generation, follows: state.Phase == RebuildPhase.Following, cancel);
}
