using Pulso.Functions.Bi;
using Pulso.Kpis;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>The semantic model as text, from the exported tables and the catalogue.</summary>
internal static class ModelFiles
{
    private const string Folder = "powerbi/Pulso.SemanticModel";

    private static readonly IReadOnlyList<string> OwnTables = ["KPIs", Comparison.Table, "Measure names", "parameters"];

    public static IEnumerable<(string Path, IEnumerable<string> Lines)> All()
    {
        yield return ($"{Folder}/definition/database.tmdl", ["database", "\tcompatibilityLevel: 1601"]);
        yield return ($"{Folder}/definition/model.tmdl", Model());
        yield return ($"{Folder}/definition/expressions.tmdl", Expressions.Tmdl());
        yield return ($"{Folder}/definition/relationships.tmdl", Relationships());
        yield return ($"{Folder}/definition/cultures/en-US.tmdl", ["cultureInfo en-US"]);
        yield return ($"{Folder}/definition/cultures/es-ES.tmdl", Spanish());
        yield return (PathOf("KPIs"), Measures());
        yield return (PathOf(Comparison.Table), Comparison.Tmdl());
        yield return (PathOf("Measure names"), Names());
        yield return (PathOf("parameters"), Parameters());
        foreach (var table in Source.Tables)
            yield return (PathOf(table.Name), Table(table));
        foreach (var (table, _, dax, columns) in StarDimensions.Made())
            yield return (PathOf(table), Made(table, dax, columns));
    }

    private static IEnumerable<string> TableNames =>
        OwnTables.Concat(Source.Tables.Select(table => table.Name)).Concat(StarDimensions.Made().Select(made => made.Table));

    private static string PathOf(string table) => $"{Folder}/definition/tables/{table}.tmdl";

    private static IReadOnlyList<string> Model()
    {
        var text = new Tmdl().Line(0, "model Model").Line(1, "culture: en-US").Line(1, "defaultPowerBIDataSourceVersion: powerBI_V3").Line(1, "sourceQueryCulture: en-US")
            .Line(1, "discourageImplicitMeasures").Line(1, "dataAccessOptions").Line(2, "legacyRedirects").Line(2, "returnErrorValuesAsNull")
            .Gap().Line(0, "annotation __PBI_TimeIntelligenceEnabled = 0").Gap();
        foreach (string table in TableNames)
            text.Line(0, $"ref table {Tmdl.Name(table)}");
        return text.Gap().Line(0, "ref cultureInfo en-US").Line(0, "ref cultureInfo es-ES").Lines;
    }

    private static IReadOnlyList<string> Relationships()
    {
        var text = new Tmdl();
        foreach (var (from, fromColumn, to, toColumn) in StarDimensions.Relationships())
        {
            text.Gap().Line(0, $"relationship {from}_{fromColumn}").Line(1, $"fromColumn: {Tmdl.Name(from)}.{Tmdl.Name(fromColumn)}")
                .Line(1, $"toColumn: {Tmdl.Name(to)}.{Tmdl.Name(toColumn)}");
        }
        return text.Lines;
    }

    private static IReadOnlyList<string> Measures()
    {
        var text = new Tmdl().Describe(0, "Every KPI of the catalogue.").Line(0, "table KPIs");
        foreach (var measure in KpiMeasures.All)
        {
            text.Describe(1, [.. measure.About]).Expression(1, $"measure {Tmdl.Name(measure.Name)}", measure.Dax)
                .Line(2, $"formatString: {measure.Format}").Line(2, $"displayFolder: {measure.Folder}");
            if (measure.Kpi is not null)
                text.Gap().Line(2, $"annotation PulsoKpi = {measure.Kpi.FullId}");
        }
        return text.Gap().Line(1, "column placeholder").Line(2, "dataType: string").Line(2, "isHidden").Line(2, "summarizeBy: none").Line(2, "sourceColumn: placeholder")
            .Gap().Line(1, "partition KPIs = m").Line(2, "mode: import").Expression(2, "source", "#table(type table [placeholder = text], {})").Lines;
    }

    private static IReadOnlyList<string> Names()
    {
        var rows = Catalogue.All.Select(kpi =>
            $"        {{\"{kpi.FullId}\", \"{KpiMeasures.NameOf(kpi)}\", \"{kpi.Name.Es}\", \"{kpi.Family}\", \"{kpi.UnitText}\", {(kpi.HigherIsBetter ? "true" : "false")}}}");
        string query = $"#table(\n    type table [id = text, measure = text, name_es = text, family = text, unit = text, higher_is_better = logical],\n    {{\n{string.Join(",\n", rows)}\n    }}\n)";
        var text = new Tmdl().Describe(0, "Which KPI a measure tells.").Line(0, $"table {Tmdl.Name("Measure names")}").Line(1, "isHidden");
        foreach (var (name, type) in new[] { ("id", "string"), ("measure", "string"), ("name_es", "string"), ("family", "string"), ("unit", "string"), ("higher_is_better", "boolean") })
            text.Gap().Line(1, $"column {name}").Line(2, $"dataType: {type}").Line(2, "summarizeBy: none").Line(2, $"sourceColumn: {name}");
        return text.Gap().Line(1, $"partition {Tmdl.Name("Measure names")} = m").Line(2, "mode: import").Expression(2, "source", query).Lines;
    }

    private static IReadOnlyList<string> Parameters() => new Tmdl().Describe(0, "What the parameters say, for measures.").Line(0, "table parameters").Line(1, "isHidden")
        .Gap().Line(1, "column service_level").Line(2, "dataType: string").Line(2, "summarizeBy: none").Line(2, "sourceColumn: service_level")
        .Gap().Line(1, "partition parameters = m").Line(2, "mode: import")
        .Expression(2, "source", "#table(type table [service_level = text], {{ServiceLevel}})").Lines;

    private static IReadOnlyList<string> Table(BiTable table)
    {
        var text = new Tmdl().Describe(0, $"{table.Path("…")}, as docs/tables/{table.Name}.md describes it.").Line(0, $"table {Tmdl.Name(table.Name)}");
        Source.Columns(text, table);
        string? more = null;
        if (table.Name == KpiDaily.Table.Name)
        {
            text.Gap().Line(1, "column id").Line(2, "dataType: string").Line(2, "isHidden").Line(2, "summarizeBy: none").Line(2, "sourceColumn: id");
            more = "Table.AddColumn(Typed, \"id\", each if [variant] = null then [kpi] else [kpi] & \".\" & [variant], type text)";
        }
        foreach (var column in StarDimensions.Added(table))
            Column(text, column, isCalculated: true);
        Source.Partition(text, table, more);
        return text.Lines;
    }

    private static IReadOnlyList<string> Made(string table, string dax, IReadOnlyList<MadeColumn> columns)
    {
        var text = new Tmdl().Line(0, $"table {table}");
        if (table == "dim_date")
            text.Line(1, "dataCategory: Time");
        foreach (var column in columns)
            Column(text, column, isCalculated: column.Dax[0] != '[');
        return text.Gap().Line(1, $"partition {table} = calculated").Line(2, "mode: import").Expression(2, "source", dax).Lines;
    }

    private static void Column(Tmdl text, MadeColumn column, bool isCalculated)
    {
        text.Gap();
        if (isCalculated)
            text.Expression(1, $"column {Tmdl.Name(column.Name)}", column.Dax);
        else
            text.Line(1, $"column {Tmdl.Name(column.Name)}");
        text.Line(2, $"dataType: {column.Type}");
        if (column.IsHidden)
            text.Line(2, "isHidden");
        if (column is { Name: "date" })
            text.Line(2, "isKey").Line(2, "formatString: yyyy-mm-dd");
        text.Line(2, "summarizeBy: none");
        if (!isCalculated)
            text.Line(2, $"sourceColumn: {column.Dax}");
        if (column.SortBy is not null)
            text.Line(2, $"sortByColumn: {column.SortBy}");
    }

    private static IReadOnlyList<string> Spanish()
    {
        var text = new Tmdl().Line(0, "cultureInfo es-ES").Gap().Line(1, "translations").Line(2, "model Model").Gap().Line(3, "table KPIs").Line(4, "caption: Indicadores");
        foreach (var measure in KpiMeasures.All)
            text.Gap().Line(4, $"measure {Tmdl.Name(measure.Name)}").Line(5, $"caption: {measure.Caption}").Line(5, $"displayFolder: {measure.Carpeta}");
        text.Gap().Line(3, $"table {Comparison.Table}").Line(4, "caption: Comparación");
        foreach (var (table, caption, _, columns) in StarDimensions.Made())
        {
            text.Gap().Line(3, $"table {table}").Line(4, $"caption: {caption}");
            foreach (var column in columns)
                text.Gap().Line(4, $"column {Tmdl.Name(column.Name)}").Line(5, $"caption: {column.Caption}");
        }
        return text.Lines;
    }
}
