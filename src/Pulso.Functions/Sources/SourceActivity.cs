using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Sources;

/// <summary>When a source was last heard of.</summary>
/// <param name="HeardMs">To the minute, in milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="IsSilent">It was found silent, and has not been heard of since.</param>
/// <param name="AlertedMs">Of an alert that is not taken back yet: when the source had been heard of last.</param>
public sealed record SourceState(string Name, long HeardMs, bool IsSilent, long? AlertedMs, ETag Tag);

/// <summary>Remembers when each source was last heard of, at most once a minute each.</summary>
public sealed class SourceActivity(TableServiceClient tables, TimeProvider clock, ILogger<SourceActivity> log)
{
    private const long MinuteMs = 60_000;
    private const string Name = "name";
    private const string Heard = "heard";
    private const string Silent = "silent";
    private const string Alerted = "alerted";

    private readonly TableClient table = tables.GetTableClient(Names.Sources);
    private readonly ConcurrentDictionary<(string Tenant, string Source), long> noted = [];

    /// <summary>Notes that the sources were heard of now. Their events are safe by then: a failure is told and passed over.</summary>
    /// <param name="sources">Sources of the tenant's settings, so that they are few.</param>
    public async Task NoteAsync(string tenant, IEnumerable<string> sources, CancellationToken cancel)
    {
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (string source in sources)
        {
            if (noted.TryGetValue((tenant, source), out long last) && nowMs - last < MinuteMs)
                continue;
            noted[(tenant, source)] = nowMs;
            try
            {
                await table.UpsertEntityAsync(Row(tenant, source, nowMs, silent: false), TableUpdateMode.Merge, cancel);
            }
            catch (Exception error) when (Outage.Is(error) && !cancel.IsCancellationRequested)
            {
                noted.TryRemove((tenant, source), out _);
                log.LogWarning(error, "It could not be noted that {Source} of {Tenant} was heard of.", source, tenant);
            }
        }
    }

    /// <summary>The sources of a tenant that have ever been heard of.</summary>
    public async Task<IReadOnlyList<SourceState>> AllAsync(string tenant, CancellationToken cancel)
    {
        var states = new List<SourceState>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {tenant}"), cancellationToken: cancel))
            states.Add(new SourceState(row.GetString(Name), row.GetInt64(Heard)!.Value, row.GetBoolean(Silent)!.Value, row.GetInt64(Alerted), row.ETag));
        return states;
    }

    /// <returns>False where the source was heard of meanwhile.</returns>
    public async Task<bool> TryMarkSilentAsync(string tenant, SourceState state, CancellationToken cancel)
    {
        var row = Row(tenant, state.Name, state.HeardMs, silent: true);
        row[Alerted] = state.HeardMs;
        return await table.TryKeepAsync(row, state.Tag, cancel) is not null;
    }

    /// <summary>Notes that the alert of a source which is heard of again was taken back.</summary>
    public async Task<bool> TryMarkHeardAsync(string tenant, SourceState state, CancellationToken cancel) =>
        await table.TryKeepAsync(Row(tenant, state.Name, state.HeardMs, silent: false), state.Tag, cancel) is not null;

    private static TableEntity Row(string tenant, string source, long heardMs, bool silent) =>
        new(tenant, Events.EventId.Text(Events.EventId.Hash(source))) { [Name] = source, [Heard] = heardMs, [Silent] = silent };
}
