using System.Globalization;
using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;
using Pulso.Timelines.Contacts;
using Pulso.Timelines.Customers;

namespace Pulso.Facts;

/// <summary>One contact as it is told: a row of <c>fact_contact</c>, in the cells of its start.</summary>
/// <param name="Hash">The hash of its key, as text.</param>
/// <param name="Contact">Its id; <c>{thread}~{start in ms}</c> for one of a thread.</param>
/// <param name="Customer">The pseudonym of the last known customer; null where none is known.</param>
/// <param name="AnsweredMs">When an agent took it first.</param>
/// <param name="FirstReplyMs">The first message by agent or bot.</param>
/// <param name="ResolvedMs">The last resolution.</param>
/// <param name="ClosedMs">The closing that holds; null while it is open.</param>
/// <param name="Sums">Every counter that it adds to, wherever in time; those that its customer's other contacts decide are apart.</param>
/// <remarks>
/// A contact's own timeline and its customer's lie in different partitions: each keeps what it knows, and both are put together by the hash
/// when they are read (<see cref="ContactFacts"/>).
/// </remarks>
public sealed record ContactFact(
    string Hash, string Contact, Dimensions Dimensions, string? Customer, string? CaseId, string? Journey, string? Variant, string? FirstAgent,
    string? LastAgent, long StartedMs, long? AnsweredMs, long? FirstReplyMs, long? ResolvedMs, long? ClosedMs, Tally Sums)
{
    private const char Separator = '\n';

    /// <param name="own">What the contact adds to the cells, and nothing else.</param>
    public static ContactFact Of(TimelineKey key, Contact contact, Cells own) => new(
        EventId.Text(key.Hash), key.Name, contact.Dimensions, contact.Customer, contact.CaseId, contact.Journey, contact.Variant, contact.Agents.First,
        contact.Agents.Last, contact.StartedMs, AnsweredAt(contact), contact.Messages.FirstReplyMs, contact.Resolution.LastSolvedMs,
        contact.Resolution.ClosedMs, SumOf(own));

    public void Add(TenantSettings settings, Cells cells) =>
        cells.At(settings, StartedMs, Dimensions, Facet.OfContact(Hash, Contact, Told())).Add(Sums);

    /// <summary>Adds what the customer's other contacts make of one: whether it was a first-contact resolution, a recontact.</summary>
    /// <param name="own">What the customer's timeline adds to the cells for this contact.</param>
    public static void AddFromCustomer(Observation contact, Cells own, TenantSettings settings, Cells cells)
    {
        if (SumOf(own) is { IsEmpty: false } sum)
            cells.At(settings, contact.StartedMs, contact.Dimensions, Facet.OfContact(EventId.Text(contact.Contact))).Add(sum);
    }

    /// <summary>True for the part of a fact that the customer's timeline tells.</summary>
    public static bool IsOfCustomer(Facet facet) => facet.Second.Length == 0;

    /// <param name="ofCustomer">What the customer's timeline tells; null where it tells nothing.</param>
    public static ContactFact Read(CellKey key, Tally own, Tally? ofCustomer)
    {
        var facet = key.Facet!;
        string[] told = facet.Third.Split(Separator);
        long startedMs = long.Parse(told[6], CultureInfo.InvariantCulture);
        long? After(int place) => told[place].Length == 0 ? null : startedMs + long.Parse(told[place], CultureInfo.InvariantCulture);
        string? Name(int place) => told[place].Length == 0 ? null : told[place];
        var sums = new Tally();
        sums.Add(own);
        if (ofCustomer is not null)
            sums.Add(ofCustomer);
        return new ContactFact(
            facet.First, facet.Second, key.Dimensions, Name(0), Name(1), Name(2), Name(3), Name(4), Name(5), startedMs, After(7), After(8), After(9),
            After(10), sums);
    }

    private string Told() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Customer}{Separator}{Plain(CaseId)}{Separator}{Plain(Journey)}{Separator}{Plain(Variant)}{Separator}{Plain(FirstAgent)}{Separator}{Plain(LastAgent)}{Separator}{StartedMs}{Separator}{AnsweredMs - StartedMs}{Separator}{FirstReplyMs - StartedMs}{Separator}{ResolvedMs - StartedMs}{Separator}{ClosedMs - StartedMs}");

    private static string? Plain(string? name) => name?.Replace(Separator, ' ');

    private static long? AnsweredAt(Contact contact)
    {
        foreach (var leg in contact.QueueLegs)
        {
            if (leg.End == LegEnd.Answered)
                return leg.OpenedMs + leg.WaitMs;
        }
        return null;
    }

    /// <summary>The counters of the whole cells together; distributions are not told one by one.</summary>
    private static Tally SumOf(Cells own)
    {
        var sum = new Tally();
        foreach (var (_, tally) in own.All.Where(cell => cell.Key.Kind == FacetKind.Whole))
        {
            foreach (var (code, value) in tally.Between(0, Histogram.FirstCode))
                sum.Add(code, value);
        }
        return sum;
    }
}
