using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pulso.Functions.Http;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Generations;

/// <summary>Keeps how far each rebuild has come: a row per tenant and generation, written with its ETag alone.</summary>
public sealed class RebuildStates(TableServiceClient tables)
{
    private const string Json = "json";

    private readonly TableClient table = tables.GetTableClient(Names.Rebuilds);

    public async Task<(RebuildState? State, ETag? Tag)> FindAsync(string tenant, int generation, CancellationToken cancel)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(tenant, Row(generation), null, cancel);
        return row.HasValue ? (JsonSerializer.Deserialize<RebuildState>(row.Value!.GetString(Json), Answers.Json), row.Value!.ETag) : (null, null);
    }

    /// <param name="found">The row's ETag; null where there was none.</param>
    /// <returns>False if somebody else has written the row since it was found.</returns>
    public async Task<bool> TryKeepAsync(string tenant, RebuildState state, ETag? found, CancellationToken cancel)
    {
        var row = new TableEntity(tenant, Row(state.Generation)) { [Json] = JsonSerializer.Serialize(state, Answers.Json) };
        return await table.TryKeepAsync(row, found, cancel) is not null;
    }

    private static string Row(int generation) => generation.ToString("D6", CultureInfo.InvariantCulture);
}
