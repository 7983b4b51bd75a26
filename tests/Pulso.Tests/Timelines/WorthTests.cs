using Pulso.Events;
using Pulso.Measures;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Timelines;

/// <summary>Customers who come, stay, leave and pay.</summary>
public sealed class WorthTests
{
    private const double Day = 86_400;
    private int sent;

    [Fact]
    public void A_customer_is_new_once_at_the_first_contact()
    {
        var figures = Figures([], Call("a", 0, "voice"), Call("b", Day, "chat"));
        Assert.Equal(1, figures[Counter.CustomersNew]);
        Assert.Equal(1, figures.Where(key => key.Dimensions.Channel == "voice")[Counter.CustomersNew]);
    }

    [Fact]
    public void What_concerns_a_customer_lies_under_the_channel_of_the_last_contact_started_by_then()
    {
        var figures = Figures([Told(EventTypes.CustomerRetained, Day), Told(EventTypes.CustomerRetained, -1)], Call("a", 0, "voice"), Call("b", Day, "chat"));
        Assert.Equal(1, figures.Where(key => key.Dimensions == new Dimensions("chat", "inbound", "(none)", "(none)", "(none)"))[Counter.Retained]);
        Assert.Equal(1, figures.Where(key => key.Dimensions.Channel == "(none)")[Counter.Retained]);
    }

    [Theory]
    [InlineData(15 * Day, 1)]
    [InlineData(15.01 * Day, 0)]
    [InlineData(Day, 0)] // it began no earlier than the churn
    public void A_churn_follows_a_recontact_that_began_in_the_14_days_before(double seconds, long after)
    {
        var figures = Figures([Told(EventTypes.CustomerChurned, seconds)], Call("a", 0, "voice").Resolved(60), Call("b", Day, "chat"));
        Assert.Equal((1, after), (figures[Counter.Churned], figures[Counter.ChurnedAfterRecontact]));
    }

    [Fact]
    public void A_contact_that_is_no_recontact_leads_to_no_churn() => Assert.Equal(
        0, Figures([Told(EventTypes.CustomerChurned, 2 * Day)], Call("a", 0, "voice"), Call("b", Day, "chat"))[Counter.ChurnedAfterRecontact]);

    [Fact]
    public void Revenue_counts_at_its_instant_and_to_date_under_the_channel_of_the_first_contact()
    {
        var figures = Figures([Told(EventTypes.RevenueRecorded, 2 * Day, (Field.Amount, 7_000)), Told(EventTypes.RevenueRecorded, -Day, (Field.Amount, 500))],
            Call("a", 0, "voice"), Call("b", Day, "chat"));
        Assert.Equal((7_000, 500), (figures.Where(key => key.Dimensions.Channel == "chat")[Counter.RevenueAmount], figures.On("2026-03-01")[Counter.RevenueAmount]));
        var worth = figures.Where(key => key.Kind == FacetKind.Lifetime);
        Assert.Equal([7_500], new[] { worth.Where(key => key.Dimensions.Channel == "voice").Tally[Counter.RevenueAmount] });
        Assert.Equal(500, worth.On("2026-03-02").Tally[Counter.RevenueAmount]); // known of the customer from the first contact on
    }

    [Fact]
    public void An_assisted_sale_lies_at_the_start_of_the_contact_that_it_names()
    {
        var figures = Figures([Sale(2 * Day, "a", true), Sale(2 * Day, "a", false)], Call("a", 0, "voice"), Call("b", Day, "chat"));
        Assert.Equal((1, 40_000), (figures.On("2026-03-02")[Counter.AssistedSales], figures.On("2026-03-02")[Counter.AssistedSalesAmount]));
        Assert.Equal(1, figures[Counter.AssistedSales]);
        Assert.Equal(0, figures[Counter.RevenueAmount]);
    }

    [Fact]
    public void One_that_names_none_lies_at_its_own_instant_with_the_customer()
    {
        var figures = Figures([Sale(2 * Day, null, true)], Call("b", Day, "chat"));
        Assert.Equal(1, figures.On("2026-03-04").Where(key => key.Dimensions.Channel == "chat")[Counter.AssistedSales]);
    }

    [Fact]
    public void One_of_an_unknown_contact_moves_to_it_when_that_comes()
    {
        Assert.Equal(1, Figures([Sale(2 * Day, "a", true)]).On("2026-03-04")[Counter.AssistedSales]);
        Assert.Equal(1, Figures([Sale(2 * Day, "a", true)], Call("a", 0, "voice")).On("2026-03-02")[Counter.AssistedSales]);
    }

    [Fact]
    public void A_prevented_issue_is_told_by_channel_and_reason() => Assert.Equal(1, Figures([
        Told(EventTypes.IssuePrevented, 0, (Field.Channel, "email"), (Field.Reason, "bill"))])
        .Where(key => key.Dimensions == new Dimensions("email", "inbound", "(none)", "bill", "(none)"))[Counter.Prevented]);

    private static ContactScript Call(string subject, double seconds, string channel) =>
        new ContactScript(subject, At.Text(At.Utc(ContactScript.Morning) + (long)(seconds * At.Second)))
            .Started(0, (Field.Channel, channel), (Field.Customer, "ann"));

    private static Counted Figures(IEnumerable<Frame> told, params ContactScript[] contacts) =>
        Counted.Of(Tenants.Defaults, [.. told, .. contacts.SelectMany(contact => contact.Frames)]);

    private Frame Sale(double seconds, string? subject, bool assisted) =>
        Framed(EventTypes.SaleRecorded, seconds, subject, (Field.Customer, "ann"), (Field.Amount, 40_000), (Field.Assisted, assisted));

    private Frame Told(EventType type, double seconds, params (Field, object)[] values) =>
        Framed(type, seconds, null, type == EventTypes.IssuePrevented ? values : [(Field.Customer, "ann"), .. values]);

    private Frame Framed(EventType type, double seconds, string? subject, params (Field, object)[] values)
    {
        var item = new Event(type, At.Utc(ContactScript.Morning) + (long)(seconds * At.Second), EventId.Of("/test", $"{sent++}"), Values.Of(values));
        return new Frame(TimelineKey.Of(item, subject), "/test", item);
    }
}
