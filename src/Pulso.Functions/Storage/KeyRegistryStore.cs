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
    private const int AddedAtOnce = 99; // and the count: a transaction's hundred
    private const int ReadAtOnce = 16;

    private readonly TableClient table = tables.GetTableClient(Names.Keys);
    private readonly ConcurrentDictionary<(string Tenant, KeyRegistry Registry), Admitted> known = [];

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
        var refused = new HashSet<(KeyRegistry, string)>();
        var byRegistry = events.SelectMany(item => item.Values).Where(value => value.Field.Registry != KeyRegistry.None)
            .GroupBy(value => value.Field.Registry, value => value.Keys);
        foreach (var ofRegistry in byRegistry)
        {
            foreach (string key in await RefusedAsync(tenant, ofRegistry.Key, ofRegistry.SelectMany(keys => keys).Distinct(), cancel))
                refused.Add((ofRegistry.Key, key));
        }
        if (refused.Count == 0)
            return events;
        operations.OtherKeys.Add(refused.Count);
        return [.. events.Select(item => item.Admit((registry, key) => !refused.Contains((registry, key)), Other))];
    }

    /// <summary>Which of the keys are not admitted, once all of them are decided.</summary>
    private async Task<IReadOnlyList<string>> RefusedAsync(string tenant, KeyRegistry registry, IEnumerable<string> keys, CancellationToken cancel)
    {
        var admitted = known.GetOrAdd((tenant, registry), _ => new Admitted());
        var open = keys.Where(key => !admitted.Keys.ContainsKey(key)).ToList();
        string partition = $"{tenant}.{(int)registry}";
        while (open.Count > 0 && !admitted.IsFull)
        {
            var count = await table.GetEntityIfExistsAsync<TableEntity>(partition, CountRow, null, cancel);
            int room = Bound(registry) - (count.HasValue ? count.Value!.GetInt32("keys") ?? 0 : 0);
            if (room <= 0)
            {
                await ReadAllAsync(partition, admitted, cancel);
                break;
            }
            await FindAsync(partition, open, admitted, cancel);
            string[] added = [.. open.Where(key => !admitted.Keys.ContainsKey(key)).Take(Math.Min(room, AddedAtOnce))];
            if (added.Length == 0 || await TryAddAsync(partition, added, Bound(registry) - room + added.Length, count.HasValue ? count.Value!.ETag : null, cancel))
                admitted.Add(added);
            open.RemoveAll(admitted.Keys.ContainsKey);
        }
        return [.. open.Where(key => !admitted.Keys.ContainsKey(key))];
    }

    /// <summary>Looks which of the keys are there already.</summary>
    private Task FindAsync(string partition, List<string> keys, Admitted admitted, CancellationToken cancel) => Parallel.ForEachAsync(
        keys, new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancel }, async (key, token) =>
        {
            if ((await table.GetEntityIfExistsAsync<TableEntity>(partition, Row(key), null, token)).HasValue)
                admitted.Add(key);
        });

    /// <summary>Reads a registry that takes no more: from here on every key is decided in memory.</summary>
    private async Task ReadAllAsync(string partition, Admitted admitted, CancellationToken cancel)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancel))
        {
            if (row.GetString(Text) is { } key)
                admitted.Add(key);
        }
        admitted.IsFull = true;
    }

    /// <returns>False if another request decided something meanwhile: look again.</returns>
    private async Task<bool> TryAddAsync(string partition, string[] added, int keys, ETag? countTag, CancellationToken cancel)
    {
        var count = new TableEntity(partition, CountRow) { ["keys"] = keys };
        TableTransactionAction[] actions =
        [
            .. added.Select(key => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(partition, Row(key)) { [Text] = key })),
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

    /// <summary>Every key of a kind that a tenant has been admitted, by name.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(string tenant, KeyRegistry registry, CancellationToken cancel)
    {
        var keys = new List<string>();
        string partition = $"{tenant}.{(int)registry}";
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancel))
        {
            if (row.RowKey != CountRow)
                keys.Add(row.GetString(Text));
        }
        return [.. keys.Order(StringComparer.Ordinal)];
    }

    private static string Row(string key) => EventId.Text(EventId.Hash(key));

    /// <summary>The keys known to be admitted; all of them once it is full.</summary>
    private sealed class Admitted
    {
        public ConcurrentDictionary<string, bool> Keys { get; } = [];

        public bool IsFull { get; set; }

        public void Add(params string[] keys)
        {
            foreach (string key in keys)
                Keys[key] = true;
        }
    }
}
