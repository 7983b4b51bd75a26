using Pulso.Events;
using Pulso.Measures;
using Pulso.Tests.Events.Parsing;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Timelines;

public sealed class CostTests
{
    private const string Noon = "2026-03-02T12:00:00Z";
    private int sent;

    [Fact]
    public void A_cost_is_spread_over_its_span_and_its_parts_add_up()
    {
        var figures = Figures(Cost("12:07", "13:07", staff: 100));
        Assert.Equal([13, 25, 25, 25, 12], Parts(figures)); // 100 × 8/60 = 13.3, and so on
        Assert.Equal(new Dimensions("voice", "(none)", "(none)", "(none)", "(none)"), figures.Keys.First().Dimensions);
    }

    [Fact]
    public void What_does_not_divide_is_lost_nowhere() => Assert.Equal([0, 0, 1, 0], Parts(Figures(Cost("12:00", "13:00", staff: 1)), all: 4));

    [Fact]
    public void All_parts_of_a_cost_count_together() => Assert.Equal(10, Figures(Cost(
        "12:00", "12:15", (Field.Staff, 1), (Field.Licences, 2), (Field.Overhead, 3), (Field.Usage, 4)))[Counter.CostAmount]);

    [Fact]
    public void A_later_record_of_the_same_span_replaces_and_an_actual_one_replaces_a_planned_one_whenever_it_comes()
    {
        var planned = Cost("12:00", "13:00", (Field.Staff, 40), (Field.Basis, "planned"));
        var actual = Cost("12:00", "13:00", (Field.Staff, 50), (Field.Basis, "actual"));
        var replanned = Cost("12:00", "13:00", (Field.Staff, 60), (Field.Basis, "planned"));
        Assert.Equal(60, Figures(planned, replanned)[Counter.CostAmount]);
        Assert.Equal(50, Figures(planned, actual, replanned)[Counter.CostAmount]);
        Assert.Equal(70, Figures(planned, actual, Cost("12:00", "13:00", staff: 70))[Counter.CostAmount]);
    }

    [Fact]
    public void Spans_that_differ_add_up() => Assert.Equal(90, Figures(
        Cost("12:00", "13:00", staff: 40), Cost("12:00", "13:01", staff: 50))[Counter.CostAmount]);

    [Fact]
    public void Another_currency_than_the_settings_adds_to_no_amount_replaces_nothing_and_is_counted()
    {
        var figures = Figures(Cost("12:00", "13:00", staff: 40), Cost("12:00", "13:00", (Field.Staff, 900), (Field.Currency, "EUR")));
        Assert.Equal((40, 1), (figures[Counter.CostAmount], figures[Counter.ForeignAmounts]));
        Assert.Equal(30, Figures(Cost("12:00", "13:00", (Field.Staff, 30), (Field.Currency, "usd")))[Counter.CostAmount]);
    }

    [Theory]
    [InlineData("""{"channel":"voice","from":"2026-03-02T12:00:00Z","to":"2026-03-02T12:00:00Z"}""", "data.to")]
    [InlineData("""{"channel":"voice","from":"2026-03-02T12:00:00Z","to":"2027-04-07T12:00:01Z"}""", "data.to")]
    [InlineData("""{"channel":"voice","from":"2026-03-02T12:00:00Z","to":"2026-03-03T12:00:00Z","staff":1000000000.001}""", "data.staff")]
    public void A_span_of_nothing_or_of_more_than_400_days_is_refused_and_so_is_more_than_a_thousand_millions(string data, string field) =>
        Assert.Equal(field, Canonical.Refused(Canonical.Event("cost.recorded", data)));

    [Fact]
    public void A_span_of_400_days_is_accepted() => Canonical.Accepted(Canonical.Event(
        "cost.recorded", """{"channel":"voice","from":"2026-03-02T12:00:00Z","to":"2027-04-06T12:00:00Z","staff":1000000000}"""));

    private static Counted Figures(params Frame[] frames) => Counted.Of(Tenants.Defaults, frames);

    private static IEnumerable<long> Parts(Counted figures, int all = 5) =>
        Enumerable.Range(0, all).Select(quarter => figures.Where(key => key.IntervalMs == At.Utc(Noon) + (quarter * 15 * At.Minute))[Counter.CostAmount]);

    private Frame Cost(string from, string to, long staff) => Cost(from, to, (Field.Staff, staff));

    private Frame Cost(string from, string to, params (Field, object)[] values)
    {
        var item = new Event(EventTypes.CostRecorded, At.Utc(Noon) + sent, EventId.Of("/test", $"{sent++}"), Values.Of(
            [(Field.Channel, "voice"), (Field.From, At.Utc($"2026-03-02T{from}:00Z")), (Field.To, At.Utc($"2026-03-02T{to}:00Z")), .. values]));
        return new Frame(TimelineKey.Of(item, null), "/test", item);
    }
}
