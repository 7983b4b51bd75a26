namespace Pulso.Functions;

/// <summary>An app setting that the code reads, under the name it has in Azure (<c>__</c> where the configuration has a colon).</summary>
/// <param name="Fallback">What holds where it is not set; null where it has to be.</param>
/// <param name="Instead">The setting that stands in its place on one machine, where there is one.</param>
internal sealed record AppSettingName(string Name, string Meaning, string? Fallback = null, string? Instead = null);

/// <summary>Every app setting that the code reads. Infrastructure and documentation are held against this list.</summary>
internal static class AppSettingNames
{
    public static readonly IReadOnlyList<AppSettingName> All =
    [
        new("AzureWebJobsStorage", "connection string of the storage, on one machine; in Azure the three below instead", ""),
        new("AzureWebJobsStorage__tableServiceUri", "the tables of the storage account", Instead: "AzureWebJobsStorage"),
        new("AzureWebJobsStorage__blobServiceUri", "its blobs", Instead: "AzureWebJobsStorage"),
        new("AzureWebJobsStorage__clientId", "the user-assigned identity that opens storage and queue", "the default credential"),
        new("ServiceBus", "connection string of the queue's namespace, on one machine; in Azure the one below instead", ""),
        new("ServiceBus__fullyQualifiedNamespace", "the namespace of the queues", Instead: "ServiceBus"),
        new("Pulso__Queue", "the queue's name; backfills have one of the same name and `-backfill`"),
        new("Pulso__AdminKey", "the first admin key, which opens every tenant: at least 16 characters"),
        new("Pulso__PseudonymKey", "base64 of 32 to 96 random bytes, that customers' pseudonyms derive from; a new one is added behind it, with a comma between (docs/privacy.md)"),
        new("Pulso__Partitions", "partitions that a tenant's timelines are spread over; fixed once there is data", "256"),
        new("Pulso__Sessions", "queue sessions that a tenant's partitions share; fixed once there is data; a deployment has 2 (`sessions` in `infra/main.bicep`)", "16"),
        new("Pulso__GatherSeconds", "accepted events wait in inboxes for their session's turn, once in so many seconds: figures are later for it by that and a second at most, and cost a fraction (docs/cost.md; how late they are in all: docs/scale.md); with 0 each is a message at once", "0"),
        new("Pulso__AlertsQueue", "a queue or topic that alerts go to (docs/alerts.md)", "they are on none"),
        new("Pulso__AllowLoopbackWebhooks", "`true` lets alerts go to addresses of this machine: for one machine alone", "false"),
        new("Pulso__TrustPlatformSignIn", "`true` where App Service authentication stands in front, so that its word on who signed in counts", "false"),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "a collector that spans and metrics are sent to (docs/telemetry.md)", "none is"),
        new("APPLICATIONINSIGHTS_CONNECTION_STRING", "the Application Insights that they are sent to", "none is"),
        new("Pulso__RequestsPerSecond", "webhook requests per tenant and instance, twice as many in a burst", "500"),
    ];
}
