using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Partitions;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>An exported table as the model reads it: its columns, its query, and how much of it a refresh reads anew.</summary>
internal static class Source
{
    // Rebuilt by a full refresh where settings let figures change for longer.
    private static readonly int RefreshDays = Schema.Of(Pulso.Tests.Scenarios.Tenants.Defaults).LongestMutableDays + 1;

    /// <summary>Told one by one: their rows are looked at, and no measure is made of them.</summary>
    public static IReadOnlyList<string> Single { get; } = [FactContact.Table.Name, FactSurvey.Table.Name, FactSla.Table.Name];

    /// <summary>The tables that the model holds; what weeks and months have, measures make of the days.</summary>
    public static IReadOnlyList<BiTable> Tables { get; } = [.. BiTable.All.Where(table => table.Period is BiTable.Whole or "date")];

    public static bool Has(string table, string column) => Tables.Any(known => known.Name == table && known.Columns.Any(of => of.Name == column));

    public static void Columns(Tmdl text, BiTable table)
    {
        // Facts are told by measures, and their keys by dimensions.
        bool isFact = !table.Name.StartsWith("dim_", StringComparison.Ordinal) && table.Name != "fact_restatement";
        foreach (var column in table.Columns)
        {
            text.Gap().Line(1, $"column {Tmdl.Name(column.Name)}").Line(2, $"dataType: {TypeOf(column)}");
            bool isHidden = Single.Contains(table.Name) ? Star.IsKey(column.Name) : isFact;
            if (isHidden || column.Name == "tenant")
                text.Line(2, "isHidden");
            if (table.Name == "dim_date" && column.Name == "date")
                text.Line(2, "isKey").Line(2, "formatString: yyyy-mm-dd");
            text.Line(2, "summarizeBy: none").Line(2, $"sourceColumn: {column.Name}");
        }
    }

    public static void Partition(Tmdl text, BiTable table)
    {
        text.Gap().Line(1, $"partition {Tmdl.Name(table.Name)} = m").Line(2, "mode: import").Expression(2, "source", Query(table));
        if (table.Period != "date")
            return;
        text.Gap().Line(1, "refreshPolicy").Line(2, "policyType: basic").Line(2, "rollingWindowGranularity: month").Line(2, "rollingWindowPeriods: 36")
            .Line(2, "incrementalGranularity: day").Line(2, $"incrementalPeriods: {RefreshDays}").Expression(2, "sourceExpression", Query(table));
    }

    public static string TypeOf(Column column) => column.Type switch
    {
        "text" => "string",
        "date" or "instant" => "dateTime",
        "integer" => "int64",
        "number" => "double",
        _ => throw new ArgumentException($"no type of the model for {column.Type}", nameof(column)),
    };

    /// <summary>Files by the date in their path, never by when they were written; then the rows, typed.</summary>
    private static string Query(BiTable table)
    {
        string files = table.Period == BiTable.Whole
            ? $"Files(\"{table.Path("")}\")"
            : $"Table.SelectRows(Files(\"v1/{table.Name}/{table.Period}=\"), each [Start] >= RangeStart and [Start] < RangeEnd)";
        string columns = string.Join(",\n        ", table.Columns.Chunk(4).Select(some => string.Join(", ", some.Select(column => $"{{\"{column.Name}\", {MType(column)}}}"))));
        string instants = $"{{{string.Join(", ", table.Columns.Where(column => column.Type == "instant").Select(column => $"\"{column.Name}\""))}}}";
        return $$"""
            let
                Listed = {{files}},
                Columns = {
                    {{columns}}
                },
                Typed = Rows(Listed, Columns, {{instants}})
            in
                Typed
            """;
    }

    private static string MType(Column column) => column.Type switch
    {
        "text" => "type text",
        "date" => "type date",
        "instant" => "type datetimezone",
        "integer" => "Int64.Type",
        _ => "type number",
    };
}
