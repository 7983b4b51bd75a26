using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Hosting;

namespace Pulso.Functions.Storage;

/// <summary>Creates the tables and containers that do not exist yet, before the first request.</summary>
public sealed class StorageSetup(TableServiceClient tables, BlobServiceClient blobs) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (string table in new[] { Names.Partitions, Names.Keys, Names.Published, Names.Marks, Names.Dues, Names.Sources, Names.Alerts, Names.Deliveries, Names.Watches, Names.Rebuilds, Names.Erasures })
            await tables.CreateTableIfNotExistsAsync(table, cancellationToken);
        foreach (string container in new[] { Names.ConfigContainer, Names.ArchiveContainer, Names.BalancesContainer, Names.FiguresContainer, Names.AuditContainer })
            await blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
