using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Generations;
using Pulso.Functions.Sources;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;

namespace Pulso.Functions.Health;

/// <summary>Looks at everything that can be behind or out of reach. What cannot be looked at is a reason too.</summary>
public sealed class Examination(TenantDirectory tenants, Cursors cursors, SourceActivity activity, RebuildStates rebuilds, ILogger<Examination> log)
{
    public async Task<Condition> RunAsync(CancellationToken cancel)
    {
        var seen = new Seen();
        foreach (var lane in Enum.GetValues<Lane>())
            await TryAsync("the queue cannot be reached", seen, async () => seen.Cursors.Add(await cursors.QueueAsync(lane, cancel)), cancel);
        await TryAsync("the storage cannot be reached", seen, async () =>
        {
            foreach (string tenant in await tenants.AllAsync(cancel))
                await TryAsync("the cursors of a tenant cannot be read", seen, () => LookAtAsync(tenant, seen, cancel), cancel);
        }, cancel);
        seen.Reasons.UnionWith(seen.Cursors.Where(cursor => cursor.IsLate).GroupBy(cursor => cursor.Name)
            .Select(late => $"{late.Key} is {late.Max(cursor => cursor.LagSeconds)} s behind"));
        return new Condition(seen.Cursors, seen.SilentSources, seen.Rebuilds, [.. seen.Reasons]);
    }

    private async Task LookAtAsync(string tenant, Seen seen, CancellationToken cancel)
    {
        if (await tenants.ReadAsync(tenant, cancel) is not { } document)
            return;
        var settings = document.Serving();
        if (document.Generations.Building is { } building && (await rebuilds.FindAsync(tenant, building.Number, cancel)).State is { } state)
            seen.Add(tenant, state);
        seen.Cursors.AddRange(await cursors.OfAsync(settings, cancel));
        if (settings.Sources.Any(source => source.SilentAfterMs is not null))
            seen.SilentSources.AddRange((await activity.AllAsync(tenant, cancel)).Where(source => source.IsSilent)
                .Select(source => new SilentSource(tenant, source.Name, DateTimeOffset.FromUnixTimeMilliseconds(source.HeardMs))));
    }

    private async Task TryAsync(string otherwise, Seen seen, Func<Task> look, CancellationToken cancel)
    {
        try
        {
            await look();
        }
        catch (Exception error) when (error is ServiceBusException or InvalidDataException || (Outage.Is(error) && !cancel.IsCancellationRequested))
        {
            log.LogError(error, "While the app's health was looked at, {Reason}.", otherwise);
            seen.Reasons.Add(otherwise);
        }
    }

    private sealed class Seen
    {
        public List<Cursor> Cursors { get; } = [];

        public List<SilentSource> SilentSources { get; } = [];

        public List<RebuildProgress> Rebuilds { get; } = [];

        public SortedSet<string> Reasons { get; } = new(StringComparer.Ordinal);

        public void Add(string tenant, RebuildState state)
        {
            Rebuilds.Add(RebuildProgress.Of(tenant, state));
            if (state.Phase is RebuildPhase.Failed or RebuildPhase.Differing)
                Reasons.Add(state.Phase == RebuildPhase.Failed ? "a rebuild has failed" : "a rebuild found other figures and waits for a decision");
        }
    }
}
