using Pulso.Events;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Agents;

/// <summary>The agents together have what the contacts have: nothing is credited twice, and nothing to nobody.</summary>
public sealed class CreditLaws
{
    [Fact]
    public void What_agents_did_adds_up_to_all_that_was_done() => Law.ForStreams((stream, _) =>
    {
        var (whole, agents) = Sums(stream);
        Assert.All(
            [
                Counter.Handled, Counter.TalkMs, Counter.HoldMs, Counter.WrapMs, Counter.SilenceMs,
                Counter.QualityEvaluations, Counter.QualityScore, Counter.QualityMax,
            ],
            counter => Assert.Equal((counter.Name, whole[counter]), (counter.Name, agents[counter])));
    });

    [Fact]
    public void The_shares_of_each_attended_contact_add_up_to_one() => Law.ForStreams((stream, _) =>
    {
        var (whole, agents) = Sums(stream);
        Assert.Equal(1_000 * whole[Counter.Attended], agents[Counter.Attended]);
        Assert.Equal(agents[Counter.Attended], agents[Counter.Contacts]);
        Assert.Equal(1_000 * whole[Counter.CsatHumanAnswers], agents[Counter.CsatAnswers]);
        Assert.Equal(1_000 * whole[Counter.CsatHumanSatisfied], agents[Counter.CsatSatisfied]);
        Assert.All(
            Counter.Of(FacetKind.Agent).Where(counter => counter.IsCredited),
            counter => Assert.True(agents[counter] % 1_000 == 0 && agents[counter] <= 1_000 * whole[counter], counter.Name));
    });

    [Fact]
    public void The_shares_lie_where_the_contacts_do() => Law.ForStreams((stream, _) =>
    {
        var cells = Recount.Of(stream.Frames, stream.Settings);
        var agents = new Cells();
        foreach (var (key, tally) in cells.All.Where(cell => cell.Key.Kind == FacetKind.Agent))
            agents.Add(key with { Facet = null }, tally);
        Assert.All(agents.All, cell => Assert.Equal(cell.Value[Counter.Attended], 1_000 * cells.At(cell.Key)[Counter.Attended]));
    });

    private static (Tally Whole, Tally Agents) Sums(EventStream stream)
    {
        var (whole, agents) = (new Tally(), new Tally());
        foreach (var (key, tally) in Recount.Of(stream.Frames, stream.Settings).All)
        {
            if (key.Kind == FacetKind.Whole)
                whole.Add(tally);
            else if (key.Kind == FacetKind.Agent)
                agents.Add(tally);
        }
        return (whole, agents);
    }
}
