using Azure.Data.Tables;
using Pulso.Bench.Running;
using Pulso.Functions;
using Pulso.Functions.Partitions;
using Pulso.Measures;

namespace Pulso.Bench.WholeSystem;

/// <summary>Reads the figures that the product has stored.</summary>
internal static class Figures
{
    public static async Task<Cells> ReadAsync(Storage storage, Tenant tenant, CancellationToken cancel)
    {
        var cells = new Cells();
        var store = new PartitionStore(new TableServiceClient(storage.ConnectionString), AppSettings.Deployment, new Operations());
        await store.CellsAsync(
            tenant.Settings(), new DateOnly(1970, 1, 1), new DateOnly(2199, 12, 30),
            (key, tally) => cells.Add(key, tally), cancel);
        return cells.Trim();
    }
}
