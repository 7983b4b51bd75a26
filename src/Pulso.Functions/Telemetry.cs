using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Pulso.Functions;

/// <summary>
/// Sends spans and metrics by OpenTelemetry: to a collector where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one, to Application Insights where
/// <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> does; nowhere else.
/// </summary>
public sealed class Telemetry(IConfiguration settings, TokenCredential identity) : IHostedService, IDisposable
{
    private TracerProvider? traces;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        bool toCollector = settings["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
        bool toInsights = settings["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 };
        if (!toCollector && !toInsights)
            return Task.CompletedTask;
        var tracing = Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource(Operations.Name);
        var metering = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(Operations.Name);
        if (toCollector)
            (tracing, metering) = (tracing.AddOtlpExporter(), metering.AddOtlpExporter());
        if (toInsights)
            (tracing, metering) = (tracing.AddAzureMonitorTraceExporter(null, identity), metering.AddAzureMonitorMetricExporter(null, identity));
        (traces, metrics) = (tracing.Build(), metering.Build());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        traces?.ForceFlush();
        metrics?.ForceFlush();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }

    private static void Describe(ResourceBuilder resource) =>
        resource.AddService("pulso", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3));
}
