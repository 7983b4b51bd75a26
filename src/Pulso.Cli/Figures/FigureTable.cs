using Pulso.Cli.Screens;
using Pulso.Kpis;
using Spectre.Console;

namespace Pulso.Cli.Figures;

/// <summary>Figures as a table, laid out by what there is more of: groups (periods and keys) or KPIs.</summary>
/// <remarks>KPIs without data have no place in it.</remarks>
internal sealed class FigureTable
{
    private const int MostColumns = 8;

    private readonly IReadOnlyList<FigureRow> rows;
    private readonly bool severalPeriods;
    private readonly bool mixed;
    private readonly List<string> groups;
    private readonly List<string> kpis;

    private FigureTable(IReadOnlyList<FigureRow> rows)
    {
        this.rows = [.. rows.GroupBy(row => row.Kpi).Where(kpi => kpi.Any(row => row.Value is not null)).SelectMany(kpi => kpi)];
        severalPeriods = rows.Select(row => (row.From, row.To)).Distinct().Count() > 1;
        mixed = this.rows.Select(row => row.Status).Distinct().Count() > 1;
        groups = [.. rows.Select(Group).Distinct()];
        kpis = [.. this.rows.Select(row => row.Kpi).Distinct()];
    }

    /// <summary>Shows the figures of periods and groups as one table, and what shifted around annotations below.</summary>
    public static void Show(IReadOnlyList<FigureRow> rows)
    {
        var shifts = rows.Where(row => row is { Annotation: not null, Value: not null }).ToList();
        var differences = rows.Where(row => row is { Against: not null, Value: not null }).ToList();
        var figures = rows.Where(row => row is { Annotation: null, Against: null }).ToList();
        if (figures.Any(row => row.Value is not null))
            Screen.Show(Of(figures));
        if (differences.Count > 0)
            Screen.Show(DifferenceTable.Of(differences));
        if (shifts.Count == 0)
            return;
        var table = Screen.NewTable().AddColumns("KPI", "around").AddColumn(Numbers("change")).AddColumn(Numbers("n"));
        foreach (var row in shifts)
            table.AddRow(Cell(row.Kpi), Cell(row.Annotation!), Cell(FigureText.Of(row.Value, row.Unit)), Cell($"{row.N:N0}"));
        Screen.Show(table);
    }

    /// <param name="rows">In the order in which groups and KPIs are to appear.</param>
    public static Table Of(IReadOnlyList<FigureRow> rows)
    {
        var figures = new FigureTable(rows);
        var table = figures.groups.Count <= MostColumns ? figures.KpisDown()
            : figures.kpis.Count <= MostColumns ? figures.GroupsDown()
            : figures.List();
        return figures.Note is { } note ? table.Caption(note) : table;
    }

    /// <summary>Figures that may still change are marked; if all of them may, once for all. So are those of few observations.</summary>
    private string? Note => string.Join("; ", Notes()) is { Length: > 0 } notes ? notes : null;

    private IEnumerable<string> Notes()
    {
        if (rows.Any(IsProvisional))
            yield return mixed ? "* provisional: may still change" : "provisional: may still change";
        if (rows.Any(row => row.IsSmallSample))
            yield return "~ fewer observations than the minimum sample";
    }

    private Table KpisDown()
    {
        var table = Screen.NewTable().AddColumn("KPI").AddColumn("nombre");
        foreach (string group in groups)
            table.AddColumn(Numbers(group.Length == 0 ? "total" : group));
        foreach (var ofKpi in rows.GroupBy(row => row.Kpi))
        {
            var byGroup = ofKpi.ToDictionary(Group);
            table.AddRow([Cell(ofKpi.Key), Cell(Name(ofKpi.Key)), .. groups.Select(group => Cell(Value(byGroup.GetValueOrDefault(group))))]);
        }
        return table;
    }

    private Table GroupsDown()
    {
        var table = Screen.NewTable().AddColumn("");
        foreach (string kpi in kpis)
            table.AddColumn(Numbers(kpi));
        foreach (var ofGroup in rows.GroupBy(Group))
        {
            var byKpi = ofGroup.ToDictionary(row => row.Kpi);
            table.AddRow([Cell(ofGroup.Key), .. kpis.Select(kpi => Cell(Value(byKpi.GetValueOrDefault(kpi))))]);
        }
        return table;
    }

    private Table List()
    {
        var table = Screen.NewTable().AddColumns("", "KPI", "nombre").AddColumn(Numbers("value")).AddColumn(Numbers("n"));
        foreach (var row in rows.Where(row => row.Value is not null))
            table.AddRow(Cell(Group(row)), Cell(row.Kpi), Cell(Name(row.Kpi)), Cell(Value(row)), Cell($"{row.N:N0}"));
        return table;
    }

    private string Group(FigureRow row) => row.Group(severalPeriods);

    private string Value(FigureRow? row) =>
        (row is { IsSmallSample: true } ? "~ " : "") + FigureText.Of(row?.Value, row?.Unit ?? "") + (mixed && row is { Value: not null } && IsProvisional(row) ? " *" : "");

    private static bool IsProvisional(FigureRow row) => row.Status == "provisional";

    private static string Name(string kpi) => Catalogue.Find(kpi)?.Name.Es ?? "";

    private static TableColumn Numbers(string title) => new TableColumn(Markup.Escape(title)).RightAligned().NoWrap();

    private static Text Cell(string text) => new(text);
}
