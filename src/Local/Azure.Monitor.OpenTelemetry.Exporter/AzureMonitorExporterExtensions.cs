namespace Azure.Monitor.OpenTelemetry.Exporter;

public class AzureMonitorExporterOptions;

/// <summary>One machine has no Application Insights: it takes a collector.</summary>
public static class AzureMonitorExporterExtensions
{
    public static TracerProviderBuilder AddAzureMonitorTraceExporter(this TracerProviderBuilder builder,
        Action<AzureMonitorExporterOptions> configure = null, TokenCredential credential = null, string name = null) => throw new NotSupportedException("Set OTEL_EXPORTER_OTLP_ENDPOINT instead.");
    public static MeterProviderBuilder AddAzureMonitorMetricExporter(this MeterProviderBuilder builder,
        Action<AzureMonitorExporterOptions> configure = null, TokenCredential credential = null, string name = null) => throw new NotSupportedException("Set OTEL_EXPORTER_OTLP_ENDPOINT instead.");
}
