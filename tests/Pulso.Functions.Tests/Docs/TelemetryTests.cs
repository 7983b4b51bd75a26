using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Pulso.Acceptance.Running;

namespace Pulso.Functions.Tests.Docs;

/// <summary>Holds the documented names of telemetry against the code, and the alarms against both.</summary>
public sealed partial class TelemetryTests
{
    [Fact]
    public void The_page_lists_every_metric_and_span() => Golden.Holds("docs/telemetry.md", TelemetryPage.Lines());

    [Fact]
    public void Every_instrument_of_the_meter_is_on_the_page()
    {
        var names = new HashSet<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Operations.Name)
                names.Add(instrument.Name);
        };
        listener.Start();
        _ = new Operations();
        string page = string.Join('\n', TelemetryPage.Lines());
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"| `{name}` |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_span_that_the_code_begins_is_listed()
    {
        var begun = Directory.GetFiles(Checkout.PathOf("src/Pulso.Functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Span().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal(Operations.SpanMeanings.Keys, begun.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_metric_that_an_alarm_asks_for_is_there()
    {
        var operations = new Operations();
        var known = operations.Counts.Select(count => count.Name).Append(operations.SessionLag.Name).Append(operations.CursorLag.Name).ToHashSet();
        var asked = Metric().Matches(File.ReadAllText(Checkout.PathOf("infra/modules/alerts.bicep"))).Select(match => match.Value).ToList();
        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(known));
    }

    [GeneratedRegex("StartActivity\\(\"([a-z-]+)\"")]
    private static partial Regex Span();

    [GeneratedRegex(@"pulso\.[a-z_.]+")]
    private static partial Regex Metric();
}
