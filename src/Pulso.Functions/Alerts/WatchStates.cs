using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pulso.Alerts;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Alerts;

/// <summary>How far each tenant's figures were watched, and how its goals and rules stood then.</summary>
public sealed class WatchStates(TableServiceClient tables)
{
    private const string Row = "figures";

    private readonly TableClient table = tables.GetTableClient(Names.Watches);

    /// <summary>Through which instant this process has looked at each tenant's figures, so that a minute without news reads nothing.</summary>
    public ConcurrentDictionary<string, long> Through { get; } = [];

    public async Task<(WatchState? State, ETag? Tag)> FindAsync(string tenant, CancellationToken cancel)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(tenant, Row, null, cancel);
        return row.HasValue ? (JsonSerializer.Deserialize<WatchState>(BinaryRow.Value(row.Value!)), row.Value!.ETag) : (null, null);
    }

    /// <returns>The row's new tag; null if somebody else kept another state since it was found.</returns>
    public Task<ETag?> TryKeepAsync(string tenant, WatchState state, ETag? found, CancellationToken cancel) =>
        table.TryKeepAsync(BinaryRow.Of(tenant, Row, JsonSerializer.SerializeToUtf8Bytes(state)), found, cancel);
}
