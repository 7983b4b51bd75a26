using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Kpis;
using Pulso.Measures;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>The Pareto of reasons and the audit of labels, from counters.</summary>
public sealed class MonthlyReasonsTests
{
    private static readonly BusinessPeriod March = BusinessPeriod.Of(Grain.Month, new DateOnly(2026, 3, 2));

    [Fact]
    public void The_reasons_that_make_up_four_fifths_are_the_vital_few()
    {
        var rows = ReasonPareto.Rows(Pulso.Tests.Scenarios.Tenants.In("UTC"), March, Reasons(("voice", "bill", 50), ("voice", "line", 30), ("chat", "line", 10), ("chat", "(none)", 10))).ToList();

        Assert.Equal(
            ["total * 1 bill 50 0.5 0.5 1", "total * 2 line 40 0.4 0.9 1", "total * 3 (none) 10 0.1 1 0", "channel chat 1 (none) 10 0.5 0.5 1", "channel chat 2 line 10 0.5 1 1",
                "channel voice 1 bill 50 0.625 0.625 1", "channel voice 2 line 30 0.375 1 1"],
            rows.Select(row => string.Join(' ', row[3..11])));
    }

    [Fact]
    public void The_audit_tells_coverage_and_whether_one_label_takes_all()
    {
        var sums = new Cells();
        Add(sums, "voice", "north", "(none)", 80, classified: 60);
        Add(sums, "voice", "south", "(none)", 20, classified: 20);

        var rows = LabelAudit.Rows(Pulso.Tests.Scenarios.Tenants.In("UTC"), March, sums, Reasons(("voice", "bill", 60), ("voice", "(other)", 20), ("voice", "(none)", 20))).ToList();

        Assert.Equal(
            ["total * * 100 80 0 0.8 0 2 20 bill 0.75", "channel voice * 100 80 0 0.8 0 2 20 bill 0.75", "queue voice north 80 60 0 0.75 0    ", "queue voice south 20 20 0 1 0    "],
            rows.Select(row => string.Join(' ', row[3..])));
    }

    private static Cells Reasons(params (string Channel, string Reason, int Contacts)[] reasons)
    {
        var cells = new Cells();
        foreach (var (channel, reason, contacts) in reasons)
            Add(cells, channel, Dimensions.None, reason, contacts, classified: 0);
        return cells;
    }

    private static void Add(Cells cells, string channel, string queue, string reason, int contacts, int classified)
    {
        var tally = cells.At(new CellKey(default, 0, new Dimensions(channel, "inbound", queue, reason, Dimensions.None)));
        tally.Add(Counter.Contacts, contacts);
        tally.Add(Counter.Classified, classified);
    }
}
