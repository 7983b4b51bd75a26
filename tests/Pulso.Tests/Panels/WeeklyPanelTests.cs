using Pulso.Events;
using Pulso.Kpis;
using Pulso.Panels;
using Pulso.Settings;
using Pulso.Tests.Scenarios;
using Pulso.Timelines.Annotations;

namespace Pulso.Tests.Panels;

public sealed class WeeklyPanelTests
{
    private static readonly TenantSettings Settings = Tenants.In("UTC", "\"minimumSample\": 1");

    [Theory]
    [InlineData("2026-03-11", "2026-03-20", "2026-03-09", "2026-03-15")] // over
    [InlineData("2026-03-11", "2026-03-12", "2026-03-09", "2026-03-11")] // running: the days that are over
    [InlineData("2026-03-09", "2026-03-09", "2026-03-02", "2026-03-08")] // on a Monday, the last one
    [InlineData("2026-03-15", "2026-03-15", "2026-03-09", "2026-03-14")]
    public void A_week_is_from_Monday_to_Sunday_as_far_as_it_is_over(string date, string today, string from, string to)
    {
        var panel = Panel(date, $"{today}T12:00:00Z");
        Assert.Equal((At.Date(from), At.Date(to)), (panel.From, panel.To));
    }

    [Fact]
    public void The_weeks_before_are_over_the_same_weekdays()
    {
        var panel = Panel("2026-03-11", "2026-03-12T12:00:00Z", [], Call("now", "2026-03-11T09:00:00Z"), Call("today", "2026-03-12T09:00:00Z"),
            Call("then", "2026-03-04T09:00:00Z"), Call("then, on a Thursday", "2026-03-05T09:00:00Z"), Call("four weeks before", "2026-02-09T09:00:00Z"), Call("five", "2026-02-08T09:00:00Z"));
        var volume = panel.Rows.Single(weeks => weeks[0].Kpi.FullId == "volume");
        Assert.Equal([1, 1, null, null, 1], volume.Select(week => week.Figure.Value));
        Assert.Equal([("2026-03-09", "2026-03-11"), ("2026-03-02", "2026-03-04")], volume.Take(2).Select(week => (week.Period.From, week.Period.To)));
    }

    /// <summary>Of 10, 12, 14 and 16 the mean is 13, s² = 20/3, and t·s·√1.25 = 9.187.</summary>
    [Theory]
    [InlineData(22.1, false)]
    [InlineData(22.3, true)]
    [InlineData(3.9, false)]
    [InlineData(3.7, true)]
    public void What_lies_outside_of_the_prediction_interval_stands_out(double value, bool standsOut) =>
        Assert.Equal(standsOut, Outlier.Of(Row(value), [Row(10), Row(12), Row(14), Row(16)]) is not null);

    [Fact]
    public void Weeks_that_were_all_alike_say_nothing_of_how_a_figure_varies() => Assert.Null(Outlier.Of(Row(99), [Row(10), Row(10), Row(10), Row(10)]));

    [Fact]
    public void With_a_week_missing_or_too_small_nothing_stands_out()
    {
        Assert.Null(Outlier.Of(Row(99), [Row(10), Row(12), Row(14)]));
        Assert.Null(Outlier.Of(Row(99), [Row(10), Row(12), Row(14), Row(16) with { IsSmallSample = true }]));
        Assert.Null(Outlier.Of(Row(99) with { IsSmallSample = true }, [Row(10), Row(12), Row(14), Row(16)]));
        Assert.Null(Outlier.Of(Row(null), [Row(10), Row(12), Row(14), Row(16)]));
    }

    [Fact]
    public void An_outlier_is_found_in_total_in_its_queue_and_on_its_day()
    {
        var panel = Panel("2026-03-11", "2026-03-20T12:00:00Z", [], [.. Waits("2026-03-11", 100), .. Waits("2026-03-04", 10), .. Waits("2026-02-25", 12), .. Waits("2026-02-18", 14), .. Waits("2026-02-11", 16)]);
        Assert.Equal(
            [("", "2026-03-09"), ("", "2026-03-11"), ("voice/sales", "2026-03-09")],
            panel.Outliers().Where(outlier => outlier.Row.Kpi.FullId == "asa").Select(outlier => (string.Join('/', outlier.Row.Keys), outlier.Row.Period.From)).Order());
    }

    [Fact]
    public void An_experiment_holds_the_week_before_it_against_the_week_after_in_its_own_queue()
    {
        var tried = new Annotation(1, At.Utc("2026-03-04T09:05:00Z"), null, Experiment.Kind, "greet by name", "voice", "sales", null, null);
        var panel = Panel("2026-03-11", "2026-03-20T12:00:00Z", [tried],
            Call("before", "2026-03-04T08:59:00Z", 40), Call("long before", "2026-02-25T08:59:00Z", 999), Call("the interval of it", "2026-03-04T09:00:00Z", 10),
            Call("after", "2026-03-11T08:59:00Z", 20), Call("long after", "2026-03-11T09:00:00Z", 999), Call("elsewhere", "2026-03-04T10:00:00Z", 999, "support"));
        var (before, after, difference) = Assert.Single(panel.Experiments).Rows().Single(row => row.After.Kpi.FullId == "asa");
        Assert.Equal((40, 15, -25), (before.Figure.Value!.Value, after.Figure.Value!.Value, difference.Value!.Value));
    }

    [Fact]
    public void One_that_begins_now_has_no_after()
    {
        var tried = new Annotation(1, At.Utc("2026-03-12T12:05:00Z"), null, Experiment.Kind, "greet by name", null, null, null, null);
        Assert.Empty(Assert.Single(Panel("2026-03-12", "2026-03-12T12:10:00Z", [tried]).Experiments).Rows());
    }

    private static KpiRow Row(double? value) => new(
        new Period(0, "", "", default, default, 0), [], Catalogue.Find("asa")!, new Figure(value, null, null, 100, null, null), false, "final", "1.1");

    private static ContactScript[] Waits(string date, double seconds) => [.. Enumerable.Range(0, 3).Select(i => Call($"{date}-{i}", $"{date}T09:00:00Z", seconds))];

    private static ContactScript Call(string name, string at, double wait = 10, string queue = "sales") =>
        new ContactScript(name, at).Started(0, (Field.Channel, "voice"), (Field.Queue, queue)).Queued(0).Answered(wait, "kim");

    private static WeeklyPanel Panel(string date, string now, IEnumerable<Annotation>? noted = null, params ContactScript[] contacts)
    {
        var panel = new WeeklyPanel(new PanelScope(At.Date(date), new Dictionary<string, IReadOnlySet<string>>()), noted ?? [], Settings, At.Utc(now));
        var partition = new Partition(Settings);
        partition.Deliver([.. contacts.SelectMany(contact => contact.Frames)]);
        foreach (var (key, tally) in partition.Cells.All)
            panel.Add(key, tally);
        return panel;
    }
}
