using Pulso.Facts;
using Pulso.Measures;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Facts;

/// <summary>The facts, like the figures, depend on the set of distinct accepted events alone; and the figures are sums of them.</summary>
public sealed class ContactFactLaws
{
    // Added by more than contacts: by costs, customers, cases, and by surveys and sales that name none.
    private static readonly string[] OfOthers = [
        "cases", "cases_switched", "case_contacts", "cost_amount", "forecast_contacts", "forecast_ms", "foreign_amounts", "assisted_sales",
        "assisted_sales_amount", "retained", "churned", "churned_after_recontact", "customers_new", "revenue_amount", "prevented",
        "surveys_requested", "surveys_responded"];

    [Fact]
    public void Any_order_and_repetition_gives_the_same_facts() => Law.ForStreams((stream, random) =>
    {
        var orderly = new Partition(stream.Settings);
        orderly.Deliver(stream.Frames);
        orderly.DeliverDerived();
        var disorderly = new Partition(stream.Settings);
        var frames = stream.Frames.Concat(stream.Frames.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(frames);
        foreach (var frame in frames)
        {
            disorderly.Deliver([frame]);
            if (random.Next(5) == 0)
                disorderly.Reload();
        }
        disorderly.DeliverDerived();
        Same.Cells(orderly.Facts, disorderly.Facts);
        Same.Cells(orderly.Facts, Cells.Decode(orderly.Facts.Encode()));
    });

    [Fact]
    public void Every_counter_of_contacts_is_the_sum_over_them() => Law.ForStreams((stream, _) =>
    {
        var partition = new Partition(stream.Settings);
        partition.Deliver(stream.Frames);
        partition.DeliverDerived();
        var contacts = ContactFacts.Of(partition.Facts.InOrder).ToList();
        var answers = partition.Facts.All.Where(cell => cell.Key.Kind == FacetKind.Survey).Select(cell => SurveyFact.Read(cell.Key, cell.Value)).ToList();
        foreach (var counter in Counter.Of(FacetKind.Whole).Where(counter => !OfOthers.Contains(counter.Name) && !counter.Name.StartsWith("sla_", StringComparison.Ordinal)))
        {
            long sum = partition.Cells.All.Where(cell => cell.Key.Kind == FacetKind.Whole).Sum(cell => cell.Value[counter]);
            bool ofAnswers = counter.Anchor == Anchor.Event && answers.Exists(answer => answer.Sums[counter] != 0);
            Assert.True(sum == (ofAnswers ? answers.Sum(answer => answer.Sums[counter]) : contacts.Sum(contact => contact.Sums[counter])), counter.Name);
        }
    });

    [Fact]
    public void A_contact_is_told_once() => Law.ForStreams((stream, _) =>
    {
        var partition = new Partition(stream.Settings);
        partition.Deliver(stream.Frames);
        partition.DeliverDerived();
        var contacts = ContactFacts.Of(partition.Facts.InOrder).ToList();
        Assert.Equal(contacts.Count, contacts.Select(contact => contact.Contact).Distinct().Count());
        Assert.All(contacts, contact => Assert.Equal(1, contact.Sums[Counter.Contacts]));
    });
}
