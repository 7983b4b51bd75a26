using Pulso.Acceptance.Running;
using Pulso.Events;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Sla;
using Pulso.Tests.Scenarios;
using Pulso.Timelines.Contacts;
using Xunit.Abstractions;

namespace Pulso.Tests.DataSets;

/// <summary>A month of real tickets under targets per priority, in business hours and round the clock.</summary>
public sealed class HelpdeskSlaTests(ITestOutputHelper output)
{
    private static DataSet Set => new("helpdesk-2016-03") { Settings = Tenants.In("UTC", HelpdeskScript.Settings) };

    [SharedFact]
    public void Every_clock_ends_as_a_plain_script_over_the_file_says()
    {
        var set = Set;
        var (expected, clocks) = HelpdeskScript.Run();
        var ended = set.Requests().SelectMany(frames => frames).GroupBy(frame => frame.Key.Name, frame => frame.Event).SelectMany(ticket =>
        {
            var events = EventSet.Of(ticket);
            return SlaClock.AllOf(ContactFold.Of(events)!, set.Settings, events[^1].TimeMs).Where(clock => clock.CountsAtMs is not null)
                .Select(clock => $"{ticket.Key} {clock.Sequence} {(clock.State == ClockState.Met ? "met" : "breached")} {HelpdeskScript.Text(clock.CountsAtMs!.Value)}");
        });
        Assert.Equal(expected.Order(StringComparer.Ordinal), ended.Order(StringComparer.Ordinal));
        string text = $"{clocks} clocks, {expected.Count(line => line.Contains(" met "))} met, {expected.Count(line => line.Contains(" breached "))} breached, {clocks - expected.Count} neither";
        output.WriteLine(text);
        Console.WriteLine(text);
    }

    [SharedFact]
    public void The_cells_hold_as_many_breaches_a_day()
    {
        var days = Set.Cells().All.GroupBy(cell => cell.Key.Date).Select(day => (day.Key, Breached: day.Sum(cell => cell.Value[Counter.SlaResolutionBreached])));
        Assert.Equal(
            HelpdeskScript.Run().Ended.Where(line => line.Contains(" breached ")).GroupBy(line => At.Date(line.Split(' ')[3][..10])).Select(day => (day.Key, (long)day.Count())).Order(),
            days.Where(day => day.Breached > 0).Order());
    }

    [SharedFact]
    public void The_cells_equal_a_recount()
    {
        var set = Set;
        Same.Cells(Recount.Of(set.Requests().SelectMany(frames => frames), set.Settings), set.Cells());
    }
}
