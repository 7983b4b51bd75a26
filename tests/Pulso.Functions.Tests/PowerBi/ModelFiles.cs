using Pulso.Functions.Bi.Tables;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>The semantic model as text, from the exported tables and the catalogue.</summary>
internal static class ModelFiles
{
    private const string Folder = "powerbi/Pulso.SemanticModel";

    private static readonly IReadOnlyList<string> OwnTables = ["KPIs", Comparison.Table, "parameters", "dim_direction"];

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
        yield return (PathOf("parameters"), Parameters());
        yield return (PathOf("dim_direction"), Directions());
        foreach (var table in Source.Tables)
            yield return (PathOf(table.Name), Table(table));
    }

    private static IEnumerable<string> TableNames => OwnTables.Concat(Source.Tables.Select(table => table.Name));

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
        foreach (var (from, fromColumn, to, toColumn) in Star.Relationships())
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

    private static IReadOnlyList<string> Parameters() => new Tmdl().Describe(0, "What the parameters say, for measures.").Line(0, "table parameters").Line(1, "isHidden")
        .Gap().Line(1, "column service_level").Line(2, "dataType: string").Line(2, "summarizeBy: none").Line(2, "sourceColumn: service_level")
        .Gap().Line(1, "partition parameters = m").Line(2, "mode: import")
        .Expression(2, "source", "#table(type table [service_level = text], {{ServiceLevel}})").Lines;

    private static IReadOnlyList<string> Directions() => new Tmdl().Describe(0, "The directions of contacts.").Line(0, "table dim_direction")
        .Gap().Line(1, "column direction").Line(2, "dataType: string").Line(2, "summarizeBy: none").Line(2, "sourceColumn: [direction]")
        .Gap().Line(1, "partition dim_direction = calculated").Line(2, "mode: import").Expression(2, "source", Star.DirectionDax).Lines;

    private static IReadOnlyList<string> Table(BiTable table)
    {
        var text = new Tmdl().Describe(0, $"{table.Path("…")}, as docs/tables/{table.Name}.md describes it.").Line(0, $"table {Tmdl.Name(table.Name)}");
        if (table.Name == "dim_date")
            text.Line(1, "dataCategory: Time");
        Source.Columns(text, table);
        foreach (var column in Star.Added(table))
        {
            text.Gap().Expression(1, $"column {Tmdl.Name(column.Name)}", column.Dax).Line(2, "dataType: string");
            if (column.IsHidden)
                text.Line(2, "isHidden");
            text.Line(2, "summarizeBy: none");
            if (column.SortBy is not null)
                text.Line(2, $"sortByColumn: {column.SortBy}");
        }
        Source.Partition(text, table);
        return text.Lines;
    }

    private static IReadOnlyList<string> Spanish()
    {
        var text = new Tmdl().Line(0, "cultureInfo es-ES").Gap().Line(1, "translations").Line(2, "model Model").Gap().Line(3, "table KPIs").Line(4, "caption: Indicadores");
        foreach (var measure in KpiMeasures.All)
            text.Gap().Line(4, $"measure {Tmdl.Name(measure.Name)}").Line(5, $"caption: {measure.Caption}").Line(5, $"displayFolder: {measure.Carpeta}");
        foreach (var (table, caption, columns) in Star.Spanish)
        {
            text.Gap().Line(3, $"table {Tmdl.Name(table)}").Line(4, $"caption: {caption}");
            foreach (var (column, of) in columns)
                text.Gap().Line(4, $"column {Tmdl.Name(column)}").Line(5, $"caption: {of}");
        }
        return text.Lines;
    }
}
