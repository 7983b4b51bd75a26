using Pulso.Functions.Bi.Tables;

namespace Pulso.Functions.Tests.Docs;

/// <summary>An exported table's columns.</summary>
internal static class TablePage
{
    public static IEnumerable<string> Lines(BiTable table)
    {
        yield return $"# {table.Name}";
        yield return "";
        yield return $"`{table.Path("…")}` in the container `bi-{{tenant}}`: UTF-8 with BOM, comma, RFC 4180, invariant numbers.";
        yield return "";
        yield return "| column | type | unit | additive |";
        yield return "| --- | --- | --- | --- |";
        foreach (var column in table.Columns)
            yield return $"| `{column.Name}` | {column.Type} | {column.Unit} | {(column.Additive ? "yes" : "")} |";
    }
}
