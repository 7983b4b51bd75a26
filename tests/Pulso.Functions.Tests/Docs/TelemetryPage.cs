using System.Diagnostics.Metrics;

namespace Pulso.Functions.Tests.Docs;

/// <summary>The spans and metrics of the app.</summary>
internal static class TelemetryPage
{
    public static IEnumerable<string> Lines()
    {
        yield return "# Telemetry";
        yield return "";
        yield return $"Spans come from the source `{Operations.Name}`, metrics from the meter `{Operations.Name}`, both by OpenTelemetry. They go to a collector where `OTEL_EXPORTER_OTLP_ENDPOINT`";
        yield return "names one (`http://localhost:4317`; the other `OTEL_EXPORTER_OTLP_…` variables hold too), to Application Insights where `APPLICATIONINSIGHTS_CONNECTION_STRING` does, and";
        yield return "nowhere else. `GET /api/health` shows the totals since the start to the deployment's key. No name below carries personal data: at most a source, a field, a vendor's kind.";
        yield return "";
        yield return "| metric | unit | by | what |";
        yield return "| --- | --- | --- | --- |";
        var operations = new Operations();
        foreach (var count in operations.Counts.OrderBy(count => count.Name, StringComparer.Ordinal))
            yield return $"| `{count.Name}` | | {string.Join(", ", new[] { count.Tag, count.Besides }.Where(tag => tag is not null).Select(tag => $"`{tag}`"))} | {count.Description} |";
        foreach (var histogram in new Instrument[] { operations.CursorLag, operations.SessionLag })
            yield return $"| `{histogram.Name}` | {histogram.Unit} | `{histogram.Name.Split('.')[1]}` | {histogram.Description} |";
        yield return "";
        yield return "| span | what |";
        yield return "| --- | --- |";
        foreach (var (name, meaning) in Operations.SpanMeanings)
            yield return $"| `{name}` | {meaning} |";
        yield return "";
        yield return "The alarms that rest on them: [runbook](runbook.md).";
    }
}
