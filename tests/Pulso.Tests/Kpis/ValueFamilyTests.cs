using Pulso.Events;
using Pulso.Kpis;
using Pulso.Recounts;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Kpis;

/// <summary>The family of value, from events to figures.</summary>
public sealed class ValueFamilyTests
{
    private static readonly long Later = At.Utc("2030-01-01T00:00:00Z");
    private readonly List<Frame> frames = [];

    [Fact]
    public void Costs_are_divided_by_the_contacts_attended_of_all_directions()
    {
        Call("a", "voice", "inbound");
        Call("b", "voice", "outbound");
        Call("c", "chat", "inbound");
        Cost("voice", 50_000);
        Cost("chat", 4_000);
        Assert.Equal([("chat", 4.0), ("voice", 25.0)], Rows("cost_per_contact", ["channel"]).Select(row => (row.Keys[0], row.Figure.Value!.Value)));
        Assert.Equal(18, Rows("cost_per_contact", [], ("direction", "inbound")).Single().Figure.Value);
        Assert.Equal(25, Rows("cost_per_contact", [], ("channel", "voice")).Single().Figure.Value);
    }

    [Fact]
    public void A_cost_is_of_no_queue_and_none_is_no_value_rather_than_0()
    {
        Call("a", "voice", "inbound");
        Assert.Null(Rows("cost_per_contact", []).Single().Figure.Value);
        Cost("voice", 50_000);
        Assert.All(Rows("cost_per_contact", ["queue"]), row => Assert.Null(row.Figure.Value));
        Assert.Null(Rows("cost_per_contact", [], ("queue", "north")).Single().Figure.Value);
    }

    [Fact]
    public void Where_only_costs_and_forecasts_lie_nothing_has_happened()
    {
        Cost("voice", 50_000);
        Forecast("north", 3);
        Assert.All(Rows("volume", ["channel"]), row => Assert.Null(row.Figure.Value));
    }

    [Fact]
    public void Sales_are_set_against_attended_contacts_and_against_costs()
    {
        Call("a", "voice", "inbound");
        Call("b", "voice", "inbound");
        Cost("voice", 50_000);
        Told(EventTypes.SaleRecorded, "2026-03-04T00:00:00Z", "a", (Field.Customer, "ann"), (Field.Amount, 150_000), (Field.Assisted, true));
        Assert.Equal([1.0, 0.5, 3.0], Values("assisted_sales", "conversion", "channel_roi"));
    }

    [Fact]
    public void Revenue_to_date_is_told_per_customer_as_of_each_periods_end()
    {
        Call("a", "voice", "inbound", "ann");
        Call("b", "voice", "inbound", "ben");
        Told(EventTypes.RevenueRecorded, "2026-03-02T20:00:00Z", null, (Field.Customer, "ann"), (Field.Amount, 100_000));
        Told(EventTypes.RevenueRecorded, "2026-03-04T20:00:00Z", null, (Field.Customer, "ben"), (Field.Amount, 60_000));
        Assert.Equal([50.0, 50.0, 80.0], Rows("clv", [], to: "2026-03-04", grain: Grain.Day).Select(row => row.Figure.Value!.Value));
        Assert.Equal(80, Rows("clv", ["channel"], from: "2026-03-20", to: "2026-03-20").Single().Figure.Value);
    }

    [Fact]
    public void A_forecast_is_held_against_inbound_contacts_interval_by_interval()
    {
        Call("a", "voice", "inbound");
        Call("b", "voice", "inbound");
        Call("c", "voice", "outbound");
        Forecast("north", 1, 3); // two came, then none: 1 + 3 of 4 missed
        Assert.Equal(0, Rows("forecast_accuracy", []).Single().Figure.Value);
        Forecast("north", 3, 1);
        Assert.Equal(0.5, Rows("forecast_accuracy", []).Single().Figure.Value);
        Assert.Equal(0.5, Rows("forecast_accuracy", ["channel", "queue"]).Single(row => row.Keys[1] == "north").Figure.Value);
        Assert.All(Rows("forecast_accuracy", ["reason"]), row => Assert.Null(row.Figure.Value));
    }

    [Fact]
    public void Errors_of_queues_cancel_out_within_an_interval_and_never_over_time()
    {
        Call("a", "voice", "inbound");
        Call("b", "voice", "inbound", queue: "south");
        Call("c", "voice", "inbound", queue: "south");
        Forecast("north", 2);
        Forecast("south", 1);
        Assert.Equal(1, Rows("forecast_accuracy", []).Single().Figure.Value);
        Assert.Equal([0.5, 0.0], Rows("forecast_accuracy", ["queue"]).Select(row => row.Figure.Value!.Value));
    }

    [Fact]
    public void One_for_the_channel_takes_the_place_of_its_queues_unless_it_is_asked_by_queue()
    {
        Call("a", "voice", "inbound");
        Call("b", "chat", "inbound");
        Forecast(null, 4);
        Forecast("north", 2);
        Assert.Equal((0.25, 1), Both(Rows("forecast_accuracy", []).Single())); // nobody spoke of chat
        Assert.Equal((0.5, 1), Both(Rows("forecast_accuracy", [], ("queue", "north")).Single()));
    }

    [Fact]
    public void What_has_not_ended_yet_is_not_held_against_its_forecast()
    {
        Call("a", "voice", "inbound");
        Forecast("north", 1, 50);
        Assert.Equal((1.0, 1), Both(Rows("forecast_accuracy", [], now: "2026-03-02T09:20:00Z").Single()));
        Assert.Null(Rows("forecast_accuracy", [], now: "2026-03-02T09:10:00Z").Single().Figure.Value);
    }

    private static (double?, long) Both(KpiRow row) => (row.Figure.Value, row.Figure.N);

    private void Call(string subject, string channel, string direction, string customer = "ann", string queue = "north") => frames.AddRange(
        new ContactScript(subject).Started(0, (Field.Channel, channel), (Field.Direction, direction), (Field.Customer, customer), (Field.Queue, queue))
            .Answered(5).Frames);

    private void Cost(string channel, long staff) => Told(
        EventTypes.CostRecorded, "2026-03-31T00:00:00Z", null, (Field.Channel, channel), (Field.Staff, staff),
        (Field.From, At.Utc("2026-03-02T00:00:00Z")), (Field.To, At.Utc("2026-03-03T00:00:00Z")));

    /// <summary>From the interval of the calls on.</summary>
    private void Forecast(string? queue, params long[] contacts)
    {
        long from = At.Utc(ContactScript.Morning);
        string intervals = string.Join(',', contacts.Select((count, i) =>
            $$"""{"from":{{from + (i * 15 * At.Minute)}},"to":{{from + ((i + 1) * 15 * At.Minute)}},"contacts":{{count}}}"""));
        (Field, object)[] values = [(Field.Channel, "voice"), (Field.Intervals, $"[{intervals}]")];
        Told(EventTypes.ForecastPublished, "2026-02-01T00:00:00Z", null, queue is null ? values : [.. values, (Field.Queue, queue)]);
    }

    private void Told(EventType type, string at, string? subject, params (Field, object)[] values)
    {
        var item = new Event(type, At.Utc(at) + frames.Count, EventId.Of("/test", $"{frames.Count}"), Scenarios.Values.Of(values));
        frames.AddRange(TimelineKey.AllOf(item, subject).Select(key => new Frame(key, "/test", item)));
    }

    private IEnumerable<double> Values(params string[] kpis) => kpis.Select(kpi => Rows(kpi, []).Single().Figure.Value!.Value);

    private List<KpiRow> Rows(string kpi, string[] by, (string Key, string Value)? where = null, string from = "2026-03-02", string to = "2026-03-02", Grain grain = Grain.Total, string? now = null)
    {
        var filters = where is { } filter ? new Dictionary<string, IReadOnlySet<string>> { [filter.Key] = new HashSet<string> { filter.Value } } : [];
        var table = new KpiTable(new KpiQuery(
            Tenants.Defaults.Calendar.StartOfDay(At.Date(from)), Tenants.Defaults.Calendar.EndOfDay(At.Date(to)), from, to, grain, by,
            [Catalogue.Find(kpi)!], filters), Tenants.Defaults);
        foreach (var (key, tally) in Recount.Of(frames, Tenants.Defaults).All)
            table.Add(key, tally);
        return [.. table.Rows(now is null ? Later : At.Utc(now))];
    }
}
