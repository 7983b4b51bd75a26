using Pulso.Events;
using Pulso.Measures;
using Pulso.Tests.Events.Parsing;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Timelines;

public sealed class ForecastTests
{
    private int sent;

    [Fact]
    public void A_forecast_is_spread_over_the_intervals_in_thousandths()
    {
        var figures = Figures(Forecast(("12:00", "13:00", 10)));
        Assert.Equal((10_000, At.Hour), (figures[Counter.ForecastContacts], figures[Counter.ForecastMs]));
        Assert.Equal(2_500, figures.From("2026-03-02T12:45:00Z")[Counter.ForecastContacts]);
    }

    [Fact]
    public void A_later_one_replaces_what_it_spans_and_leaves_the_rest()
    {
        var figures = Figures(Forecast(("12:00", "13:00", 10)), Forecast(("12:20", "12:30", 7)));
        Assert.Equal(7_000 + 8_333, figures[Counter.ForecastContacts]);
        Assert.Equal(At.Hour, figures[Counter.ForecastMs]);
    }

    [Fact]
    public void Gaps_within_its_span_are_replaced_by_nothing() => Assert.Equal(
        (2_000, At.Hour / 2),
        Both(Forecast(("12:00", "13:00", 10)), Forecast(("12:00", "12:15", 1), ("12:45", "13:00", 1))));

    [Fact]
    public void To_expect_nobody_is_a_forecast_too() => Assert.Equal((0, At.Hour), Both(Forecast(("12:00", "13:00", 0))));

    [Fact]
    public void Other_queues_stay_as_they_are() => Assert.Equal(
        (20_000, 2 * At.Hour),
        Both(Forecast(("12:00", "13:00", 10)), Forecast("south", At.Utc("2026-03-02T12:00:00Z"), At.Utc("2026-03-02T13:00:00Z"))));

    [Fact]
    public void What_lies_in_two_weeks_counts_once()
    {
        var figures = Figures(
            Forecast("north", At.Utc("2026-03-08T23:00:00Z"), At.Utc("2026-03-09T01:00:00Z")), Forecast("north", At.Utc("2026-03-08T23:30:00Z"), At.Utc("2026-03-09T00:30:00Z")));
        Assert.Equal((15_000, 2 * At.Hour), (figures[Counter.ForecastContacts], figures[Counter.ForecastMs]));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"from":"2026-03-02T12:00:00Z","to":"2026-03-02T13:00:00Z","contacts":-1}]""")]
    [InlineData("""[{"from":"2026-03-02T12:00:00Z","to":"2026-03-02T13:00:00Z","contacts":1000001}]""")]
    [InlineData("""[{"from":"2026-03-02T12:00:00Z","to":"2026-03-02T13:00:00Z","contacts":1},{"from":"2028-03-02T12:00:00Z","to":"2028-03-02T13:00:00Z","contacts":1}]""")]
    public void Nothing_less_than_nobody_more_than_a_million_and_more_than_400_days_are_refused(string intervals) =>
        Assert.Equal("data.intervals", Canonical.Refused(Canonical.Event("forecast.published", $$"""{"channel":"voice","intervals":{{intervals}}}""")));

    private static (long, long) Both(params IEnumerable<Frame>[] frames) => (Figures(frames)[Counter.ForecastContacts], Figures(frames)[Counter.ForecastMs]);

    private static Counted Figures(params IEnumerable<Frame>[] frames) => Counted.Of(Tenants.Defaults, [.. frames.SelectMany(some => some)]);

    private List<Frame> Forecast(params (string From, string To, long Contacts)[] intervals) => Frames("north", string.Join(',', intervals.Select(
        interval => Interval(At.Utc($"2026-03-02T{interval.From}:00Z"), At.Utc($"2026-03-02T{interval.To}:00Z"), interval.Contacts))));

    private List<Frame> Forecast(string queue, long from, long to) => Frames(queue, Interval(from, to, 10));

    private static string Interval(long from, long to, long contacts) => $$"""{"from":{{from}},"to":{{to}},"contacts":{{contacts}}}""";

    private List<Frame> Frames(string queue, string intervals)
    {
        var item = new Event(EventTypes.ForecastPublished, At.Utc("2026-03-01T00:00:00Z") + sent, EventId.Of("/test", $"{sent++}"), Values.Of(
            (Field.Channel, "voice"), (Field.Queue, queue), (Field.Intervals, $"[{intervals}]")));
        return [.. TimelineKey.AllOf(item, null).Select(key => new Frame(key, "/test", item))];
    }
}
