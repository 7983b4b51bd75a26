using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pulso.Alerts;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Alerts;

/// <summary>The alerts of a tenant, a row each, by month of the instant that they lie at. What is written in a life stays in it.</summary>
public sealed class AlertStore(TableServiceClient tables, Operations operations)
{
    private const int Attempts = 5;
    private const string Raised = "alert";
    private const string Life = "life";
    private const string Open = "open";
    private const string Sent = "sent";
    private const string Version = "version";
    private const string Holds = "holds";
    private const string Keys = "keys";

    private readonly TableClient table = tables.GetTableClient(Names.Alerts);

    public async Task<AlertLife?> FindAsync(string tenant, string id, CancellationToken cancel) =>
        (await ReadAsync(tenant, id, cancel))?.Life;

    /// <summary>The alerts that lie in [from, to), the latest first.</summary>
    public async Task<IReadOnlyList<AlertLife>> BetweenAsync(string tenant, long fromMs, long toMs, bool openOnly, CancellationToken cancel)
    {
        var found = new List<AlertLife>();
        foreach (string partition in UtcMonths.Between(fromMs, toMs).Select(month => Partition(tenant, month)))
        {
            string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {Instant(fromMs)} and RowKey lt {Instant(toMs)}");
            await foreach (var row in table.QueryAsync<TableEntity>(openOnly ? $"{filter} and {Open} eq true" : filter, cancellationToken: cancel))
                found.Add(Read(row));
        }
        found.Reverse();
        return found;
    }

    /// <summary>Adds an alert.</summary>
    /// <returns>False where it is there already.</returns>
    public async Task<bool> TryAddAsync(string tenant, AlertLife life, CancellationToken cancel)
    {
        try
        {
            await table.AddEntityAsync(Row(tenant, life), cancel);
            operations.EntitiesWritten.Add(1);
            return true;
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Adds to an alert's life, whoever else does so at the same time.</summary>
    /// <returns>The life with it; null for no such alert.</returns>
    public async Task<AlertLife?> ChangeAsync(string tenant, string id, Func<AlertLife, AlertLife> change, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            if (await ReadAsync(tenant, id, cancel) is not var (life, tag))
                return null;
            var next = change(life);
            if (ReferenceEquals(next, life))
                return life;
            try
            {
                await table.UpdateEntityAsync(Row(tenant, next), tag, TableUpdateMode.Replace, cancel);
                return next;
            }
            catch (RequestFailedException error) when (error.Status == 412 && attempt < Attempts)
            {
                // Somebody else was faster: read what they wrote.
            }
        }
    }

    /// <summary>Puts alerts, and what is on its way of them, under other pseudonyms, and under another id where that names one.</summary>
    /// <param name="rename">What becomes of a pseudonym that is under so many keys.</param>
    /// <param name="keys">Under how many they are then.</param>
    public async Task RenameAsync(string tenant, Func<string, int, string> rename, int keys, Deliveries deliveries, CancellationToken cancel)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey ge {tenant + "."} and PartitionKey lt {tenant + "/"}"); // the slash is the character after the dot
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
        {
            var life = Read(row);
            var renamed = life.Rename(rename, keys);
            if (ReferenceEquals(renamed, life))
                continue;
            if (renamed.Alert.Id == life.Alert.Id)
            {
                await ChangeAsync(tenant, life.Alert.Id, known => known.Rename(rename, keys), cancel);
                continue;
            }
            await TryAddAsync(tenant, renamed, cancel);
            await deliveries.RenameAsync(tenant, life.Alert.Id, renamed.Alert.Id, cancel);
            await table.DeleteRowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {row.PartitionKey} and RowKey eq {row.RowKey}"), cancel);
        }
    }

    private async Task<(AlertLife Life, ETag Tag)?> ReadAsync(string tenant, string id, CancellationToken cancel)
    {
        if (Alert.InstantOf(id) is not { } atMs)
            return null;
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition(tenant, atMs), id, null, cancel);
        return found.HasValue ? (Read(found.Value!), found.Value!.ETag) : null;
    }

    private static TableEntity Row(string tenant, AlertLife life) => new(Partition(tenant, life.Alert.AtMs), life.Alert.Id)
    {
        [Raised] = life.Alert.Encode(),
        [Life] = JsonSerializer.Serialize(life.Entries),
        [Open] = life.IsOpen,
        [Sent] = life.IsSent,
        [Version] = life.Last.Version,
        [Holds] = life.Last.Holds,
        [Keys] = life.Keys,
    };

    private static AlertLife Read(TableEntity row) =>
        new(
            Alert.Decode(row.GetString(Raised)),
            JsonSerializer.Deserialize<List<AlertEntry>>(row.GetString(Life))!,
            new AlertTold(row.GetInt64(Version)!.Value, row.GetBoolean(Holds)!.Value))
        {
            IsSent = row.GetBoolean(Sent)!.Value,
            Keys = row.GetInt32(Keys) ?? 1,
        };

    private static string Partition(string tenant, long atMs) =>
        string.Create(CultureInfo.InvariantCulture, $"{tenant}.{DateTimeOffset.FromUnixTimeMilliseconds(atMs):yyyyMM}");

    private static string Instant(long ms) => ms.ToString("D13", CultureInfo.InvariantCulture);
}
