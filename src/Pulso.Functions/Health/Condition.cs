using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Generations;
using Pulso.Functions.Sources;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Health;

/// <param name="Since">When it was last heard of, to the minute.</param>
public sealed record SilentSource(string Tenant, string Source, DateTimeOffset Since);

/// <summary>A rebuild under way, or one that waits for somebody.</summary>
/// <param name="Events">Archived events sent so far, of <paramref name="Total"/>; then come <paramref name="Carried"/> that timelines alone still hold.</param>
/// <param name="Through">The day on which the queue took the last of them.</param>
/// <param name="DaysCompared">Business days held against the figures that serve.</param>
public sealed record RebuildProgress(
    string Tenant, int Generation, string Phase, DateTimeOffset StartedAt, long Events, long Total, long Carried, string? Through, int DaysCompared, string? Failure)
{
    internal static RebuildProgress Of(string tenant, RebuildState state) => new(
        tenant, state.Generation, state.Phase.ToString(), state.StartedAt, state.Events, state.Total, state.Carried, state.Through, state.Report.Days, state.Failure);
}

/// <summary>How the app is, as far as it can tell.</summary>
/// <param name="Reasons">Why it is not well; empty where it is. They name no tenant.</param>
public sealed record Condition(IReadOnlyList<Cursor> Cursors, IReadOnlyList<SilentSource> SilentSources, IReadOnlyList<RebuildProgress> Rebuilds, IReadOnlyList<string> Reasons)
{
    public bool IsWell => Reasons.Count == 0;
}

/// <summary>Looks at everything that can be behind or out of reach. What cannot be looked at is a reason too.</summary>
public sealed class Examination(TenantDirectory tenants, Cursors cursors, SourceActivity activity, RebuildStates rebuilds, ILogger<Examination> log)
{
    public async Task<Condition> RunAsync(CancellationToken cancel)
    {
        var read = new List<Cursor>();
        var silent = new List<SilentSource>();
        var rebuilding = new List<RebuildProgress>();
        var reasons = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var lane in Enum.GetValues<Lane>())
            await TryAsync("the queue cannot be reached", async () => read.Add(await cursors.QueueAsync(lane, cancel)));
        await TryAsync("the storage cannot be reached", async () =>
        {
            foreach (string tenant in await tenants.AllAsync(cancel))
                await TryAsync("the cursors of a tenant cannot be read", () => OfAsync(tenant));
        });
        reasons.UnionWith(read.Where(cursor => cursor.IsLate).GroupBy(cursor => cursor.Name)
            .Select(late => $"{late.Key} is {late.Max(cursor => cursor.LagSeconds)} s behind"));
        return new Condition(read, silent, rebuilding, [.. reasons]);

        async Task OfAsync(string tenant)
        {
            if (await tenants.ReadAsync(tenant, cancel) is not { } document)
                return;
            var settings = document.Serving();
            await AddRebuildAsync(tenant, document.Generations.Building);
            read.AddRange(await cursors.OfAsync(settings, cancel));
            if (settings.Sources.Any(source => source.SilentAfterMs is not null))
                silent.AddRange((await activity.AllAsync(tenant, cancel)).Where(state => state.IsSilent)
                    .Select(state => new SilentSource(tenant, state.Name, DateTimeOffset.FromUnixTimeMilliseconds(state.HeardMs))));
        }

        async Task AddRebuildAsync(string tenant, OtherGeneration? building)
        {
            if (building is null || (await rebuilds.FindAsync(tenant, building.Number, cancel)).State is not { } state)
                return;
            rebuilding.Add(RebuildProgress.Of(tenant, state));
            if (state.Phase is RebuildPhase.Failed or RebuildPhase.Differing)
                reasons.Add(state.Phase == RebuildPhase.Failed ? "a rebuild has failed" : "a rebuild found other figures and waits for a decision");
        }

        async Task TryAsync(string otherwise, Func<Task> look)
        {
            try
            {
                await look();
            }
            catch (Exception error) when (error is ServiceBusException or InvalidDataException || (Outage.Is(error) && !cancel.IsCancellationRequested))
            {
                log.LogError(error, "While the app's health was looked at, {Reason}.", otherwise);
                reasons.Add(otherwise);
            }
        }
    }
}
