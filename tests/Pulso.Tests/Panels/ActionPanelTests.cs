using Pulso.Events;
using Pulso.Facts;
using Pulso.Measures;
using Pulso.Panels;
using Pulso.Settings;
using Pulso.Sla;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Panels;

public sealed class ActionPanelTests
{
    private static readonly TenantSettings Settings = Tenants.In("UTC", """
        "sla": [ { "channel": "voice", "clock": "resolution", "target": "PT10H" } ]
        """);

    [Fact]
    public void Who_waits_is_counted_with_the_very_instant_since_when()
    {
        var queue = Assert.Single(Of("2026-03-09T10:00:30Z", Call("one", "2026-03-09T10:00:07Z"), Call("two", "2026-03-09T10:00:25Z"), Call("done", "2026-03-09T09:00:00Z").Answered(5, "kim").Closed(9)).Queues());
        Assert.Equal((2, At.Utc("2026-03-09T10:00:07Z"), 1), (queue.Waiting, queue.WaitingSinceMs, queue.Late)); // the service level is 20 s
    }

    [Fact]
    public void A_leg_that_ends_leaves_nothing_of_its_waiting_behind() =>
        Assert.Equal(0, Counted.Of(Call("one", "2026-03-09T10:00:00Z").Answered(5_000, "kim"))[Counter.Waiting]);

    [Fact]
    public void One_that_waits_is_recounted_alike() => Assert.Equal(1, Counted.Of(Call("one", "2026-03-09T10:00:00Z"))[Counter.Waiting]);

    [Fact]
    public void What_is_open_is_told_by_queue_reason_and_priority_with_its_oldest()
    {
        var queues = Of("2026-03-09T12:00:00Z",
            Case("one", "2026-03-09T09:00:00Z", "1"), Case("two", "2026-03-08T09:00:00Z", "1"), Case("three", "2026-03-09T09:00:00Z", "2"), Case("solved", "2026-03-07T09:00:00Z", "1").Resolved(60)).Queues();
        Assert.Equal(
            [("1", 2, At.Utc("2026-03-08T09:00:00Z")), ("2", 1, At.Utc("2026-03-09T09:00:00Z"))],
            queues.Select(queue => (queue.Dimensions.Priority, queue.Open.Count, queue.OldestMs!.Value)));
    }

    [Fact]
    public void What_was_open_before_the_range_comes_from_the_balance()
    {
        var partition = Delivered(Case("old", "2026-01-09T09:00:00Z", "1"));
        var panel = new ActionPanel(Scope(), Settings, At.Utc("2026-03-09T12:00:00Z"));
        foreach (var (key, tally) in Balance.Of(new Cells(), partition.Cells).All)
            panel.Add(key, tally);
        Assert.Equal(At.Utc("2026-01-09T09:00:00Z"), Assert.Single(panel.Queues()).OldestMs);
    }

    [Fact]
    public void Of_a_day_that_is_over_all_is_told_as_of_its_end()
    {
        var panel = Of("2026-03-12T00:00:00Z", Case("one", "2026-03-09T09:00:00Z", "1"), Case("later", "2026-03-10T09:00:00Z", "1"));
        Assert.Equal((At.Utc("2026-03-10T00:00:00Z"), 1), (panel.AsOfMs, panel.Queues()[0].Open.Count));
    }

    [Theory]
    [InlineData("2026-03-09T16:59:59Z", 0)]
    [InlineData("2026-03-09T17:00:00Z", 1)]
    [InlineData("2026-03-09T19:00:00Z", 1)]
    [InlineData("2026-03-09T19:00:01Z", 0)] // breached: an alert says so
    public void A_clock_is_at_risk_when_a_fifth_of_its_time_is_left(string now, long atRisk)
    {
        var contact = new ContactScript("one", "2026-03-09T09:00:00Z").Started(0, (Field.Channel, "voice"), (Field.Queue, "sales"));
        var panel = new ActionPanel(Scope(), Settings, At.Utc(now));
        foreach (var (key, _) in Delivered(contact).Facts.All.Where(cell => cell.Key.Kind == FacetKind.SlaClock))
            panel.AddClock(key, SlaFact.Read(key.Facet!));
        Assert.Equal(atRisk, panel.Queues().Sum(queue => queue.AtRisk));
    }

    [Fact]
    public void The_weeks_figures_stand_against_those_of_the_week_before()
    {
        var change = Of("2026-03-12T00:00:00Z",
            Case("one", "2026-03-09T09:00:00Z", "1").Escalated(5), Case("two", "2026-03-03T09:00:00Z", "1"), Case("three", "2026-03-02T09:00:00Z", "1").Escalated(5), Case("too early", "2026-02-23T09:00:00Z", "1"))
            .Changes().Single(change => change.Row.Kpi.FullId == "escalation_rate");
        Assert.Equal((0.5, 1, -0.5), (change.Row.Figure.Value!.Value, change.Before.Figure.Value!.Value, change.Value!.Value));
    }

    [Fact]
    public void Reasons_come_the_largest_first()
    {
        var panel = Of("2026-03-12T00:00:00Z", Reason("one", "bill"), Reason("two", "outage"), Reason("three", "outage"));
        Assert.Equal([("outage", 2L), ("bill", 1L)], panel.Reasons().Select(reason => (reason.Reason, reason.Sum[Counter.Contacts])));
    }

    private static PanelScope Scope() => new(new DateOnly(2026, 3, 9), new Dictionary<string, IReadOnlySet<string>>());

    private static ContactScript Call(string name, string at) =>
        new ContactScript(name, at).Started(0, (Field.Channel, "voice"), (Field.Queue, "sales")).Queued(0);

    private static ContactScript Case(string name, string at, string priority) =>
        new ContactScript(name, at).Started(0, (Field.Channel, "helpdesk"), (Field.Queue, "desk"), (Field.Priority, priority));

    private static ContactScript Reason(string name, string reason) =>
        new ContactScript(name, "2026-03-09T09:00:00Z").Started(0, (Field.Channel, "chat"), (Field.Reason, reason));

    private static Partition Delivered(params ContactScript[] contacts)
    {
        var partition = new Partition(Settings);
        partition.Deliver([.. contacts.SelectMany(contact => contact.Frames)]);
        return partition;
    }

    private static ActionPanel Of(string now, params ContactScript[] contacts)
    {
        var panel = new ActionPanel(Scope(), Settings, At.Utc(now));
        foreach (var (key, tally) in Delivered(contacts).Cells.All)
            panel.Add(key, tally);
        return panel;
    }
}
