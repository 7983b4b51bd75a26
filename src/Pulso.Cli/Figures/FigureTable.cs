using Pulso.Cli.Screens;
using Pulso.Kpis;
using Spectre.Console;

namespace Pulso.Cli.Figures;

/// <summary>Figures as a table: a row for each KPI with data, a column for each group; where that would be too wide, a row for each figure.</summary>
internal static class FigureTable
{
    private const int MostGroups = 8;

    /// <param name="rows">In the order of the groups and the catalogue.</param>
    public static Table Of(IReadOnlyList<FigureRow> rows)
    {
        bool severalPeriods = rows.Select(row => (row.From, row.To)).Distinct().Count() > 1;
        var groups = rows.Select(row => row.Group(severalPeriods)).Distinct().ToList();
        return groups.Count <= MostGroups ? Across(rows, groups, severalPeriods) : Down(rows, severalPeriods);
    }

    private static Table Across(IReadOnlyList<FigureRow> rows, List<string> groups, bool severalPeriods)
    {
        var table = Screen.NewTable().AddColumn("KPI").AddColumn("nombre");
        foreach (string group in groups)
            table.AddColumn(new TableColumn(Markup.Escape(group.Length == 0 ? "total" : group)).RightAligned().NoWrap());
        foreach (var ofKpi in rows.GroupBy(row => row.Kpi).Where(kpi => kpi.Any(HasData)))
        {
            var byGroup = ofKpi.ToDictionary(row => row.Group(severalPeriods));
            table.AddRow([Cell(ofKpi.Key), Cell(Name(ofKpi.Key)), .. groups.Select(group => Cell(Value(byGroup.GetValueOrDefault(group))))]);
        }
        return table;
    }

    private static Table Down(IReadOnlyList<FigureRow> rows, bool severalPeriods)
    {
        var table = Screen.NewTable().AddColumns("group", "KPI", "nombre");
        table.AddColumn(new TableColumn("value").RightAligned()).AddColumn(new TableColumn("n").RightAligned()).AddColumn("status");
        foreach (var row in rows.Where(HasData))
            table.AddRow(Cell(row.Group(severalPeriods)), Cell(row.Kpi), Cell(Name(row.Kpi)), Cell(Value(row)), Cell($"{row.N:N0}"), Cell(row.Status));
        return table;
    }

    // A sum over nothing is no data either: a channel without voice legs has no service level to show.
    private static bool HasData(FigureRow row) => row.Value is not null;

    private static string Value(FigureRow? row) => FigureText.Of(row?.Value, row?.Unit ?? "");

    private static string Name(string kpi) => Catalogue.Find(kpi)?.Name.Es ?? "";

    private static Text Cell(string text) => new(text);
}
