using Pulso.Events;
using Pulso.Functions.Storage;
using Pulso.Measures;

namespace Pulso.Functions.Tests.Docs;

/// <summary>Every counter and histogram.</summary>
internal static class CountersPage
{
    public static IEnumerable<string> Lines()
    {
        yield return "# Counters";
        yield return "";
        yield return "Counters are integers per cell: interval × channel × direction × queue × reason × priority. Any period and any group is a sum of cells.";
        yield return "";
        yield return "| counter | counts | lies at |";
        yield return "| --- | --- | --- |";
        foreach (var counter in Counter.All)
            yield return $"| `{counter.Name}` | {counter.Meaning} | {At(counter.Anchor)} |";
        yield return "";
        yield return "Histograms (bucket counts; OpenTelemetry's exponential mapping at scale 5, in seconds): "
            + string.Join(", ", Histogram.All.Select(item => $"`{item.Name}`")) + ".";
        yield return "";
        yield return "Kept by agent too, as the agent's own: "
            + string.Join(", ", Counter.Of(FacetKind.Agent).Where(counter => !counter.IsCredited).Select(counter => $"`{counter.Name}`"))
            + "; by agent and criterion: " + string.Join(", ", Counter.Of(FacetKind.AgentCriterion).Select(counter => $"`{counter.Name}`")) + ".";
        yield return "";
        yield return "Kept by agent too, by the agents' credit for the contact (`agentCredit`), in thousandths that add up to 1,000 per contact; shown divided: "
            + string.Join(", ", Counter.Of(FacetKind.Agent).Where(counter => counter.IsCredited).Select(counter => $"`{counter.Name}`")) + ".";
        yield return "";
        yield return "A tenant may have so many keys of a kind; later ones are taken as `(other)`: "
            + string.Join(", ", Enum.GetValues<KeyRegistry>().Where(item => item != KeyRegistry.None)
                .Select(item => $"{item.ToString().ToLowerInvariant()} {KeyRegistryStore.Bound(item):#,0}")) + ".";
    }

    public static string At(Anchor anchor) => anchor switch
    {
        Anchor.Leg => "the leg's opening, in its queue",
        Anchor.AgentLeg => "the agent leg's end",
        Anchor.Start => "the contact's start",
        Anchor.Resolution => "the first resolution",
        Anchor.Time => "the time itself, cut at the bounds of intervals, per agent",
        Anchor.Request => "the request of the survey",
        Anchor.Clock => "the earlier of met and due",
        Anchor.Span => "each interval of the span, by its share",
        _ => "the event itself",
    };
}
