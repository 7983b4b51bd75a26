using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Pulso.Events;

namespace Pulso.Functions.Storage;

/// <summary>
/// Decides once per tenant which keys from outside become keys of figures: the first so many of each kind are admitted, later
/// ones are taken as <c>(other)</c>. The bound holds exactly, whatever arrives at once.
/// </summary>
public sealed class KeyRegistryStore(TableServiceClient tables, Operations operations)
{
    /// <summary>What a key beyond the bound is taken as.</summary>
    public const string Other = "(other)";

    private const string CountRow = "count";
    private const string Text = "key";

    private readonly TableClient table = tables.GetTableClient(Names.Keys);
    private readonly ConcurrentDictionary<(string Tenant, KeyRegistry Registry, string Key), bool> admitted = [];
    private readonly ConcurrentDictionary<(string Tenant, KeyRegistry Registry), bool> full = [];

    /// <summary>How many keys of a kind a tenant may have.</summary>
    public static int Bound(KeyRegistry registry) => registry switch
    {
        KeyRegistry.Channel or KeyRegistry.Priority => 32,
        KeyRegistry.Agent => 20_000,
        _ => 1_000,
    };

    /// <summary>The events with every key admitted or replaced by <see cref="Other"/>.</summary>
    public async Task<IReadOnlyList<Event>> AdmitAsync(string tenant, IReadOnlyList<Event> events, CancellationToken cancel)
    {
        var keys = events.SelectMany(item => item.Values).SelectMany(value => value.Keys).Distinct()
            .Where(key => !admitted.ContainsKey((tenant, key.Registry, key.Key))).ToList();
        var refused = new HashSet<(KeyRegistry, string)>();
        foreach (var (registry, key) in keys)
        {
            if (!await DecideAsync(tenant, registry, key, cancel))
                refused.Add((registry, key));
        }
        if (refused.Count == 0)
            return events;
        operations.OtherKeys.Add(refused.Count);
        return [.. events.Select(item => item.Admit((registry, key) => !refused.Contains((registry, key)), Other))];
    }

    private async Task<bool> DecideAsync(string tenant, KeyRegistry registry, string key, CancellationToken cancel)
    {
        string partition = $"{tenant}.{(int)registry}";
        string row = EventId.Text(EventId.Hash(key));
        while (true)
        {
            if (await ExistsAsync(partition, row, cancel))
                break;
            if (full.ContainsKey((tenant, registry)))
                return false;
            var count = await table.GetEntityIfExistsAsync<TableEntity>(partition, CountRow, null, cancel);
            int known = count.HasValue ? count.Value!.GetInt32("keys") ?? 0 : 0;
            if (known >= Bound(registry))
            {
                full[(tenant, registry)] = true;
                return false;
            }
            if (await TryAddAsync(partition, row, key, known + 1, count.HasValue ? count.Value!.ETag : null, cancel))
                break;
        }
        admitted[(tenant, registry, key)] = true;
        return true;
    }

    private async Task<bool> ExistsAsync(string partition, string row, CancellationToken cancel) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(partition, row, null, cancel)).HasValue;

    /// <returns>False if another request decided something meanwhile: look again.</returns>
    private async Task<bool> TryAddAsync(string partition, string row, string key, int keys, ETag? countTag, CancellationToken cancel)
    {
        var count = new TableEntity(partition, CountRow) { ["keys"] = keys };
        TableTransactionAction[] actions =
        [
            new(TableTransactionActionType.Add, new TableEntity(partition, row) { [Text] = key }),
            countTag is { } tag
                ? new(TableTransactionActionType.UpdateReplace, count, tag)
                : new(TableTransactionActionType.Add, count),
        ];
        try
        {
            await table.SubmitTransactionAsync(actions, cancel);
            return true;
        }
        catch (TableTransactionFailedException error) when (error.Status is 409 or 412)
        {
            return false;
        }
    }
}
