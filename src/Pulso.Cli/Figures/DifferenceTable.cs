using Pulso.Cli.Screens;
using Pulso.Kpis;
using Spectre.Console;

namespace Pulso.Cli.Figures;

/// <summary>The arms of an experiment against one of them: KPI by KPI the difference, with its 95 % interval.</summary>
internal static class DifferenceTable
{
    public static Table Of(IReadOnlyList<FigureRow> rows)
    {
        bool severalPeriods = rows.Select(row => (row.From, row.To)).Distinct().Count() > 1;
        var table = Screen.NewTable().AddColumns("", "against", "KPI", "nombre");
        foreach (string title in new[] { "difference", "95 % interval", "n" })
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        foreach (var row in rows)
            table.AddRow([.. Cells(row, severalPeriods).Select(cell => new Text(cell))]);
        return table.Caption("* the interval does not hold 0; ~ fewer observations than the minimum sample");
    }

    private static IEnumerable<string> Cells(FigureRow row, bool severalPeriods) =>
    [
        row.Group(severalPeriods), row.Against!, row.Kpi, Catalogue.Find(row.Kpi)?.Name.Es ?? "",
        (row.IsSmallSample ? "~ " : "") + Signed(row.Value!.Value, row.Unit) + (row.Interval is { } of && (of.Low > 0 || of.High < 0) ? " *" : ""),
        row.Interval is { } interval ? $"{Signed(interval.Low, row.Unit)} … {Signed(interval.High, row.Unit)}" : FigureText.NoData,
        $"{row.N:N0}",
    ];

    /// <summary>A difference of shares is in percentage points.</summary>
    internal static string Signed(double value, string unit) =>
        (value > 0 ? "+" : "") + (unit == "%" ? FigureText.Of(value, unit).Replace(" %", " pp", StringComparison.Ordinal) : FigureText.Of(value, unit));
}
