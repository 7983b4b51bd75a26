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
    private const int ReadOneByOne = 16; // more unknown keys than that, and all that are there are read instead

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
        if (open.Count > 0 && !admitted.IsFull)
        {
            await admitted.Deciding.WaitAsync(cancel); // requests of one process wait for each other, and do not drive each other off
            try
            {
                await DecideAsync($"{tenant}.{(int)registry}", Bound(registry), open, admitted, cancel);
            }
            finally
            {
                admitted.Deciding.Release();
            }
        }
        return [.. open.Where(key => !admitted.Keys.ContainsKey(key))];
    }

    /// <summary>Admits the keys for which there is room.</summary>
    private async Task DecideAsync(string partition, int bound, List<string> open, Admitted admitted, CancellationToken cancel)
    {
        for (open.RemoveAll(admitted.Keys.ContainsKey); open.Count > 0 && !admitted.IsFull; open.RemoveAll(admitted.Keys.ContainsKey))
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, CountRow, null, cancel);
            int count = row.HasValue ? row.Value!.GetInt32("keys") ?? 0 : 0;
            await FindAsync(partition, count, count >= bound, open, admitted, cancel);
            string[] added = [.. open.Where(key => !admitted.Keys.ContainsKey(key)).Take(Math.Min(bound - count, AddedAtOnce))];
            if (added.Length == 0 || !await TryAddAsync(partition, added, count + added.Length, row.HasValue ? row.Value!.ETag : null, cancel))
                continue;
            admitted.Add(added);
            if (admitted.WholeAt == count)
                admitted.WholeAt = count + added.Length;
        }
    }

    /// <summary>Finds out which of the keys are there already. The count only grows, so that memory which was whole at a count is whole while it stands.</summary>
    private async Task FindAsync(string partition, int count, bool isFull, List<string> keys, Admitted admitted, CancellationToken cancel)
    {
        if (admitted.WholeAt != count && (isFull || keys.Count > ReadOneByOne))
        {
            await ReadAllAsync(partition, admitted, cancel);
            admitted.WholeAt = count;
        }
        admitted.IsFull = isFull; // from here on every key is decided in memory
        if (admitted.WholeAt == count)
            return;
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = ReadOneByOne, CancellationToken = cancel }, async (key, token) =>
        {
            if ((await table.GetEntityIfExistsAsync<TableEntity>(partition, Row(key), null, token)).HasValue)
                admitted.Add(key);
        });
    }

    private async Task ReadAllAsync(string partition, Admitted admitted, CancellationToken cancel)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancel))
        {
            if (row.GetString(Text) is { } key)
                admitted.Add(key);
        }
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

    /// <summary>The keys known to be admitted.</summary>
    private sealed class Admitted
    {
        public ConcurrentDictionary<string, bool> Keys { get; } = [];

        /// <summary>True once no more are admitted, and all are known.</summary>
        public bool IsFull { get; set; }

        /// <summary>How many there were when all were known.</summary>
        public int? WholeAt { get; set; }

        /// <summary>Held while keys are decided.</summary>
        public SemaphoreSlim Deciding { get; } = new(1);

        public void Add(params string[] keys)
        {
            foreach (string key in keys)
                Keys[key] = true;
        }
    }
}
