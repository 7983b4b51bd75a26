using Pulso.Events;
using Pulso.Kpis;
using Pulso.Recounts;
using Pulso.Staffing;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Staffing;

public sealed class StaffingTableTests
{
    [Fact]
    public void Every_interval_has_a_row_with_what_its_arrivals_need()
    {
        var plan = Plan([.. Calls(20), Call("lost").Abandoned(60)]);
        Assert.Equal((200, 160), (plan.HandleSeconds, plan.PatienceSeconds)); // 20 waits of 5 s and one of 60 s
        Assert.Equal(96, plan.Rows.Count);
        var busy = plan.Rows.Single(row => row.Arrivals > 0);
        Assert.Equal((At.Utc(ContactScript.Morning), 21), (busy.FromMs, busy.Arrivals));
        Assert.Equal(new ErlangA(21 / 900.0, 200, 160).AgentsFor(0.8, 20), busy.Agents);
        Assert.InRange(busy.ServiceLevel!.Value, 0.8, 1);
    }

    [Fact]
    public void Without_abandons_nobody_is_taken_to_leave()
    {
        var plan = Plan(Calls(20));
        Assert.Null(plan.PatienceSeconds);
        Assert.Equal(new ErlangA(20 / 900.0, 200, double.PositiveInfinity).AgentsFor(0.8, 20), plan.Rows.Single(row => row.Arrivals > 0).Agents);
    }

    [Fact]
    public void Without_anything_handled_it_cannot_be_told() =>
        Assert.Null(Plan(Call("lost").Abandoned(60)).Rows.Single(row => row.Arrivals > 0).Agents);

    private static StaffingPlan Plan(params ContactScript[] calls)
    {
        var day = At.Date("2026-03-02");
        var query = new KpiQuery(
            Tenants.Defaults.Calendar.StartOfDay(day), Tenants.Defaults.Calendar.EndOfDay(day), "", "", Grain.Interval, [], [], new Dictionary<string, IReadOnlySet<string>>());
        var table = new StaffingTable(query, Tenants.Defaults, 0.8, 20);
        foreach (var (key, tally) in Recount.Of(calls.SelectMany(call => call.Frames), Tenants.Defaults).All)
            table.Add(key, tally);
        return table.Plan();
    }

    private static ContactScript[] Calls(int count) => [.. Enumerable.Range(0, count).Select(i =>
        Call($"call-{i}").Answered(5, "kim").Handled(205, (Field.Agent, "kim"), (Field.Talk, 200_000)))];

    private static ContactScript Call(string subject) => new ContactScript(subject).Started(0, (Field.Channel, "voice")).Queued(0, "north");
}
