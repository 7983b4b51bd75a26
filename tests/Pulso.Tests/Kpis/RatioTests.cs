using Pulso.Events;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Kpis;

/// <summary>Ratios are of sums, over whatever is asked for.</summary>
public sealed class RatioTests
{
    private static readonly TenantSettings Settings = Tenants.Defaults;
    private static readonly Dictionary<string, IReadOnlySet<string>> Everything = [];

    [Fact]
    public void No_service_level_exceeds_100_percent() => Law.ForStreams((stream, _) =>
    {
        string[] ids = [.. Catalogue.All.Where(kpi => kpi.Id == "service_level").Select(kpi => kpi.FullId), "service_level_reply", "answer_rate", "abandonment_rate"];
        var sum = new Tally();
        foreach (var (_, tally) in Recount.Of(stream.Frames, stream.Settings).All)
        {
            sum.Add(tally);
            Assert.All(ids, id => Assert.InRange(Figure.Of(Catalogue.Find(id)!, tally).Value ?? 0, 0, 1));
        }
        Assert.All(ids, id => Assert.InRange(Figure.Of(Catalogue.Find(id)!, sum).Value ?? 0, 0, 1));
    });

    [Fact]
    public void What_happens_twice_to_a_contact_lifts_no_service_level_over_100_percent()
    {
        // Two queues, two answers, one offered leg each; the second queue has no threshold.
        var settings = Tenants.In("UTC", """ "channels": { "voice": { "queues": { "back": { "serviceLevelSeconds": null } } } } """);
        var figures = Counted.Of(settings, Call("a", 0, "front").Answered(5).Queued(60, "back").Answered(65).Queued(90, "front").Answered(95));
        Assert.Equal((1.0, 2), (Of("service_level", figures.Tally).Value, Of("service_level", figures.Tally).N));
    }

    [Fact]
    public void An_average_of_a_period_is_not_the_average_of_its_parts()
    {
        ContactScript[] calls = [Call("a", 0).Answered(10), Call("b", 86_400).Answered(86_420), Call("c", 86_400).Answered(86_420), Call("d", 86_400).Answered(86_420.003)];
        Assert.Equal([10, 20.001], Values(Grain.Day, "asa", Everything, calls));
        Assert.Equal([17.50075], Values(Grain.Total, "asa", Everything, calls));
    }

    [Fact]
    public void An_average_is_made_of_milliseconds_and_not_of_rounded_seconds()
    {
        ContactScript Handled(string subject, long talk) => Call(subject, 0).Answered(1).Handled(5, (Field.Talk, talk), (Field.Hold, 333), (Field.Wrap, 334));
        Assert.Equal([(1_499 + 1_500 + 1_502 + (3 * 667)) / 3_000.0], Values(Grain.Total, "aht", Everything, [Handled("a", 1_499), Handled("b", 1_500), Handled("c", 1_502)]));
    }

    [Theory]
    [InlineData("channel", "voice")]
    [InlineData("direction", "inbound")]
    [InlineData("queue", "north")]
    [InlineData("reason", "bill")]
    [InlineData("priority", "1")]
    public void A_filter_applies_to_numerator_and_denominator_alike(string dimension, string value)
    {
        ContactScript Made(string subject, bool matches, double answered) => new ContactScript(subject).Started(0,
            (Field.Customer, subject),
            (Field.Channel, matches ? "voice" : "chat"), (Field.Direction, matches ? "inbound" : "outbound"), (Field.Queue, matches ? "north" : "south"),
            (Field.Reason, matches ? "bill" : "line"), (Field.Priority, matches ? "1" : "2"))
            .Queued(0).Answered(answered).Handled(100, (Field.Talk, (long)(answered * 1_000))).Resolved(100).Said(200, "csat", matches ? 5 : 1, 1, 5);
        ContactScript[] calls = [Made("a", true, 10), Made("b", true, 30), Made("c", false, 90), Made("d", false, 1)];
        var where = new Dictionary<string, IReadOnlySet<string>> { [dimension] = new HashSet<string> { value } };
        ContactScript[] matching = [calls[0], calls[1]];
        Assert.All(["service_level", "asa", "aht", "answer_rate", "csat", "csat_human", "resolution_time", "resolution_rate", "routing_accuracy", "volume", "wait_p90"],
            id => Assert.Equal(Values(Grain.Total, id, Everything, matching), Values(Grain.Total, id, where, calls)));
        Assert.Equal([0.5], Values(Grain.Total, "service_level", where, calls));
    }

    private static Figure Of(string id, Tally tally) => Figure.Of(Catalogue.Find(id)!, tally);

    private static ContactScript Call(string subject, double at, string queue = "front") =>
        new ContactScript(subject).Started(at, (Field.Channel, "voice")).Queued(at, queue);

    private static List<double?> Values(Grain grain, string id, IReadOnlyDictionary<string, IReadOnlySet<string>> where, ContactScript[] contacts)
    {
        var query = new KpiQuery(
            Settings.Calendar.StartOfDay(At.Date("2026-03-02")), Settings.Calendar.EndOfDay(At.Date("2026-03-03")), "2026-03-02", "2026-03-03", grain, [],
            [Catalogue.Find(id)!], where);
        var table = new KpiTable(query, Settings);
        foreach (var (key, tally) in Recount.Of(contacts.SelectMany(contact => contact.Frames), Settings).All)
            table.Add(key, tally);
        return [.. table.Rows(At.Utc("2030-01-01T00:00:00Z")).Select(row => row.Figure.Value)];
    }
}
