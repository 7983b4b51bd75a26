using Pulso.Alerts;
using Pulso.Events;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Alerts;

/// <summary>Calls on Monday, 2 March 2026, looked at interval by interval.</summary>
public sealed class FigureWatchTests
{
    private const string Goal = """ "minimumSample": 4, "goals": [ { "kpi": "service_level", "channel": "voice", "target": 0.8, "warn": 0.5, "owner": "ops", "cadence": "CADENCE" } ] """;
    private static readonly long Nine = At.Utc(ContactScript.Morning);

    [Fact]
    public void An_interval_below_its_goal_raises_one_alert_at_its_end_with_figure_goal_and_owner()
    {
        var alert = Assert.Single(Watch("interval", Calls(0, met: 1, late: 3)).Raised);

        Assert.Equal((AlertKind.GoalMissed, Nine + (15 * At.Minute)), (alert.Kind, alert.AtMs));
        Assert.Equal(("service_level", "voice", 0.25, 0.8, "ops"), (alert.Kpi, alert.Channel, alert.Value, alert.Expected, alert.Owner));
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    public void Fewer_calls_than_the_minimum_sample_say_nothing(int calls, int alerts) =>
        Assert.Equal(alerts, Watch("interval", Calls(0, met: 0, late: calls)).Raised.Count);

    [Fact]
    public void What_stays_as_bad_is_raised_once_and_what_recovers_is_gone()
    {
        var (raised, gone) = WatchAll("interval", 5, Calls(0, 0, 5), Calls(1, 0, 5), Calls(2, 1, 0), Calls(3, 0, 9), Calls(4, 9, 0));

        Assert.Equal([(AlertKind.GoalMissed, Nine + (15 * At.Minute))], raised.Select(alert => (alert.Kind, alert.AtMs)));
        Assert.Equal([raised[0].Id], gone);
    }

    [Fact]
    public void What_gets_worse_from_warned_to_missed_is_raised_again_and_both_go_with_the_recovery()
    {
        var (raised, gone) = WatchAll("interval", 3, Calls(0, 6, 4), Calls(1, 2, 8), Calls(2, 9, 0));

        Assert.Equal([AlertKind.GoalWarning, AlertKind.GoalMissed], raised.Select(alert => alert.Kind));
        Assert.Equal(raised.Select(alert => alert.Id).Order(), gone.Order());
    }

    [Fact]
    public void A_daily_goal_is_told_of_the_day_so_far()
    {
        // By interval: all late, all in time; so far: 0 of 4, then 4 of 8, which is not worse than the warning.
        var (raised, gone) = WatchAll("daily", 3, Calls(0, 0, 4), Calls(1, 4, 0), Calls(2, 0, 0));

        Assert.Equal([AlertKind.GoalMissed], raised.Select(alert => alert.Kind));
        Assert.Empty(gone);
    }

    [Fact]
    public void A_new_day_is_judged_anew()
    {
        var settings = Settings("daily");
        var (first, second) = (Calls(0, 0, 5), Calls(96, 0, 5));
        var monday = Judged(settings, Nine, WatchState.Since(0), [.. first, .. second]);
        var tuesday = Judged(settings, Nine + At.Day, monday.State, [.. first, .. second]);

        Assert.NotEqual(Assert.Single(monday.Raised).Id, Assert.Single(tuesday.Raised).Id);
        Assert.Empty(tuesday.Gone);
    }

    [Fact]
    public void A_weekly_goal_is_looked_at_when_a_day_ends()
    {
        var settings = Settings("weekly");
        long last = At.Utc("2026-03-02T23:45:00Z");
        Assert.Empty(Judged(settings, Nine, WatchState.Since(0), Calls(0, 0, 5)).Raised);
        Assert.Equal(last + (15 * At.Minute), Assert.Single(Judged(settings, last, WatchState.Since(0), Calls(0, 0, 5)).Raised).AtMs);
    }

    [Fact]
    public void A_weekly_goal_is_told_of_the_week_so_far_from_day_to_day_and_of_the_whole_week_at_its_end()
    {
        // All late on Monday, all in time after it: 0 of 5, 2 of 7, and 32 of 37 on Sunday.
        var settings = Settings("weekly");
        Frame[] frames = [.. Calls(0, 0, 5), .. Calls(96, 2, 0), .. Calls(6 * 96, 30, 0)];
        var state = WatchState.Since(0);
        var told = new List<string>();
        for (int day = 0; day < 8; day++)
        {
            var outcome = Judged(settings, At.Utc("2026-03-02T23:45:00Z") + (day * At.Day), state, frames);
            told.AddRange(outcome.Raised.Select(alert => $"{day} {alert.Kind} {alert.Value}").Concat(outcome.Gone.Select(id => $"{day} gone")));
            state = outcome.State;
        }
        Assert.Equal(["0 GoalMissed 0", "6 gone"], told);
    }

    [Fact]
    public void Looking_again_from_the_same_state_raises_the_same_alerts()
    {
        var settings = Settings("interval");
        var events = Calls(0, 0, 5);
        Assert.Equal(
            Judged(settings, Nine, WatchState.Since(0), events).Raised.Select(alert => alert.Id),
            Judged(settings, Nine, WatchState.Since(0), [.. events.Reverse(), .. events]).Raised.Select(alert => alert.Id));
    }

    [Fact]
    public void A_reason_of_three_times_its_usual_volume_raises_its_action_once()
    {
        var settings = Tenants.In("UTC", """ "rules": [ { "name": "burst", "when": "above-usual", "by": "reason", "action": "tell the team", "owner": "ops" } ] """);
        var history = Enumerable.Range(1, 8).SelectMany(week => Enumerable.Range(0, 3).SelectMany(slot => Reasons((-week * 7 * 96) + slot, bill: 4, login: 20))).ToList();
        var today = new[] { Reasons(0, bill: 12, login: 30), Reasons(1, bill: 14, login: 20), Reasons(2, bill: 4, login: 20) };

        var (raised, gone) = WatchAll(settings, 3, history, [.. today.SelectMany(events => events)]);

        var alert = Assert.Single(raised);
        Assert.Equal((AlertKind.Action, "bill", 12.0, 4.0, "tell the team"), (alert.Kind, alert.Reason, alert.Value, alert.Expected, alert.Action));
        Assert.Empty(gone); // what is to be done stays to be done
    }

    [Fact]
    public void An_outlier_goes_when_the_figure_is_as_usual_again()
    {
        var settings = Tenants.In("UTC", """ "rules": [ { "name": "odd", "when": "outlier", "kpi": "volume", "side": "both" } ] """);
        var history = Enumerable.Range(1, 8).SelectMany(week => Enumerable.Range(0, 3).SelectMany(slot => Reasons((-week * 7 * 96) + slot, 16 + (week % 3), 0))).ToList();

        var (raised, gone) = WatchAll(settings, 3, history, [.. Reasons(0, 16, 0), .. Reasons(1, 45, 0), .. Reasons(2, 17, 0)]);

        Assert.Equal((AlertKind.Outlier, 45.0, 17.0), (Assert.Single(raised).Kind, raised[0].Value, raised[0].Expected));
        Assert.Equal([raised[0].Id], gone);
    }

    [Fact]
    public void Three_weeks_of_history_are_no_usual()
    {
        var settings = Tenants.In("UTC", """ "rules": [ { "name": "odd", "when": "outlier", "kpi": "volume", "side": "both" } ] """);
        var history = Enumerable.Range(1, 3).SelectMany(week => Reasons(-week * 7 * 96, 2, 0)).ToList();
        Assert.Empty(WatchAll(settings, 1, history, Reasons(0, 90, 0)).Raised);
    }

    [Fact]
    public void The_usual_is_that_of_the_same_time_by_the_wall_clock()
    {
        // New York changes its clocks on 8 March 2026: 9:00 there is 14:00Z before and 13:00Z after.
        var settings = Tenants.In("America/New_York", """ "rules": [ { "name": "odd", "when": "outlier", "kpi": "volume", "side": "both" } ] """);
        long now = At.Utc("2026-03-09T13:00:00Z");
        var history = Enumerable.Range(1, 8).SelectMany(week => Bursts(now + At.Hour - (week * 7 * At.Day), 50)).ToList();

        Assert.Empty(Judged(settings, now, WatchState.Since(0), [.. history, .. Bursts(now, 50)]).Raised);
        Assert.Single(Judged(settings, now, WatchState.Since(0), [.. history, .. Bursts(now, 5)]).Raised);
    }

    private static WatchOutcome Watch(string cadence, IReadOnlyList<Frame> frames) => Judged(Settings(cadence), Nine, WatchState.Since(0), frames);

    private static (List<Alert> Raised, List<string> Gone) WatchAll(string cadence, int intervals, params IReadOnlyList<Frame>[] frames) =>
        WatchAll(Settings(cadence), intervals, [], [.. frames.SelectMany(of => of)]);

    private static (List<Alert> Raised, List<string> Gone) WatchAll(TenantSettings settings, int intervals, IReadOnlyList<Frame> history, IReadOnlyList<Frame> frames)
    {
        var (raised, gone) = (new List<Alert>(), new List<string>());
        var state = WatchState.Since(Nine);
        for (int i = 0; i < intervals; i++)
        {
            var outcome = Judged(settings, Nine + (i * 15 * At.Minute), state, [.. history, .. frames]);
            raised.AddRange(outcome.Raised);
            gone.AddRange(outcome.Gone);
            state = outcome.State;
        }
        return (raised, gone);
    }

    private static WatchOutcome Judged(TenantSettings settings, long startMs, WatchState state, IReadOnlyList<Frame> frames)
    {
        var cells = Recount.Of(frames, settings);
        var watch = new FigureWatch(settings, startMs);
        var usual = new UsualDay(settings, watch.Date);
        foreach (var (key, tally) in cells.All)
        {
            watch.Add(key, tally);
            usual.Add(key, tally);
        }
        return watch.Judge(state, watch.NeedsUsual ? usual : null);
    }

    private static TenantSettings Settings(string cadence) => Tenants.In("UTC", Goal.Replace("CADENCE", cadence, StringComparison.Ordinal));

    /// <summary>Calls of one interval, answered within 20 seconds or later.</summary>
    private static IReadOnlyList<Frame> Calls(int interval, int met, int late) => [
        .. Enumerable.Range(0, met + late).SelectMany(i => new ContactScript($"call-{interval}-{i}")
            .Started(interval * 900, (Field.Channel, "voice"), (Field.Queue, "sales")).Queued((interval * 900) + 1).Answered((interval * 900) + (i < met ? 10 : 40)).Frames)];

    private static IReadOnlyList<Frame> Reasons(int interval, int bill, int login) => [
        .. Enumerable.Range(0, bill + login).SelectMany(i => new ContactScript($"chat-{interval}-{i}")
            .Started(interval * 900, (Field.Channel, "chat"), (Field.Reason, i < bill ? "bill" : "login")).Frames)];

    private static IEnumerable<Frame> Bursts(long atMs, int contacts) => Enumerable.Range(0, contacts)
        .SelectMany(i => new ContactScript($"{atMs}-{i}", At.Text(atMs)).Started(0, (Field.Channel, "chat")).Frames);
}
