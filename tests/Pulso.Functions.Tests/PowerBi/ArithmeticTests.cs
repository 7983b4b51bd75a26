using Pulso.Functions.Bi.Tables;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Timelines.Contacts;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>What the measures compute from the exported columns is what the catalogue computes from the counters.</summary>
public sealed class ArithmeticTests
{
    public static TheoryData<string> Ratios => [.. Catalogue.All.Where(kpi => kpi is { Numerator: not null, ToDate: false }).Select(kpi => kpi.FullId)];

    public static TheoryData<string> OfAgents => [.. Catalogue.All.Where(kpi => kpi.IsKeptIn(FacetKind.Agent)).Select(kpi => kpi.FullId)];

    [Theory]
    [MemberData(nameof(Ratios))]
    public void A_measure_is_the_formula_of_its_kpi(string id)
    {
        var kpi = Catalogue.Find(id)!;
        for (int seed = 1; seed <= 20; seed++)
        {
            var (all, inbound) = (Any(seed), Any(seed + 1_000));
            all.Add(inbound);
            Same(Figure.Of(kpi, kpi.InboundOnly ? inbound : all).Value, Plain(id), (table, column, rows) => Exported(table, column, rows == Rows.Inbound ? inbound : all));
        }
    }

    [Theory]
    [MemberData(nameof(OfAgents))]
    public void By_agent_it_is_so_by_their_shares(string id)
    {
        var kpi = Catalogue.Find(id)!;
        string name = kpi.Home == FacetKind.Agent ? KpiMeasures.NameOf(kpi) : $"{KpiMeasures.NameOf(kpi)}, by agent";
        for (int seed = 1; seed <= 20; seed++)
        {
            var tally = Any(seed);
            // Their contacts are kept in thousandths: a ratio of these is the same.
            double? value = Figure.Of(kpi, tally).Value / (kpi.IsCredited && kpi.Denominator is null ? Credit.Whole : 1);
            Same(value, Expression(name), (table, column, _) => Exported(table, column, tally));
        }
    }

    [Fact]
    public void Without_data_a_measure_is_blank_and_not_0()
    {
        foreach (var kpi in Catalogue.All.Where(kpi => kpi is { Numerator: not null, Denominator: not null, ToDate: false }))
            Assert.Null(new DaxArithmetic(Plain(kpi.FullId), (_, _, _) => 0).Value());
    }

    private static void Same(double? expected, string dax, Func<string, string, Rows, double> sums)
    {
        double? value = new DaxArithmetic(dax, sums).Value();
        Assert.Equal(expected is null, value is null);
        Assert.Equal(expected ?? 0, value ?? 0, Math.Abs(expected ?? 0) * 1e-9);
    }

    /// <summary>The measure's DAX; of the service level what the settings' default is.</summary>
    internal static string Plain(string id)
    {
        string dax = Expression(KpiMeasures.NameOf(Catalogue.Find(id)!));
        return id == "service_level" ? dax.Split('\n')[^2].Trim() : dax;
    }

    private static string Expression(string measure) =>
        ModelText.Tables.SelectMany(table => table.Of("measure")).Single(item => item.Name == measure).Expression;

    /// <summary>A sum of an exported column: the counter of that name in the cells that the table shows, as it shows them.</summary>
    private static double Exported(string table, string column, Tally tally)
    {
        var kind = table switch
        {
            "fact_interval" => FacetKind.Whole,
            "fact_menu" => FacetKind.Menu,
            "fact_criterion" => FacetKind.Criterion,
            "fact_agent" or "fact_agent_time" => FacetKind.Agent,
            _ => throw new ArgumentException($"no counters in {table}", nameof(table)),
        };
        Assert.Contains(BiTable.All.Single(known => known.Name == table).Columns, known => known.Name == column);
        var counter = Counter.Of(kind).Single(counter => counter.Name == column
            && (kind != FacetKind.Agent || (counter.Anchor == Anchor.Time) == (table == "fact_agent_time")));
        return table == "fact_agent" && counter.IsCredited ? tally[counter] / (double)Credit.Whole : tally[counter];
    }

    private static Tally Any(int seed)
    {
        var random = new Random(seed);
        var tally = new Tally();
        foreach (var counter in Counter.All)
            tally.Add(counter, random.Next(5) == 0 ? 0 : random.Next(1, 1_000_000));
        return tally;
    }
}
