using System.Text.Json;
using Pulso.Cli.Screens;
using Spectre.Console;

namespace Pulso.Cli.Figures;

/// <summary>Figures under two definitions, each with the counters that make the difference.</summary>
internal static class DefinitionTable
{
    /// <param name="by">The keys that were split by.</param>
    public static void Show(byte[] answer, IReadOnlyList<string> by)
    {
        using var document = JsonDocument.Parse(answer);
        var rows = document.RootElement.EnumerateArray().ToList();
        if (rows.Count == 0)
        {
            Screen.Line("No figure differs.");
            return;
        }
        var table = Screen.NewTable().AddColumns("", "KPI").AddColumn(Numbers("is")).AddColumn(Numbers("would be")).AddColumn("because");
        foreach (var row in rows)
            table.AddRow(Row(row, by).Select(text => new Text(text)));
        Screen.Show(table);
    }

    private static string[] Row(JsonElement row, IReadOnlyList<string> by)
    {
        string unit = row.GetProperty("unit").GetString()!;
        string formula = row.GetProperty("formula").GetString()!;
        string other = row.GetProperty("other_formula").GetString()!;
        var counters = row.GetProperty("counters").EnumerateArray().Where(counter => Number(counter, "value") != Number(counter, "other"))
            .Select(counter => $"{counter.GetProperty("counter").GetString()} {Long(counter, "value")} → {Long(counter, "other")}");
        return
        [
            string.Join(' ', new[] { $"{row.GetProperty("from")}" }.Concat(by.Select(key => $"{row.GetProperty(key)}"))),
            row.GetProperty("kpi").GetString()!,
            FigureText.Of(Number(row, "value"), unit),
            FigureText.Of(Number(row, "other_value"), unit),
            string.Join(", ", (formula == other ? [] : new[] { $"{formula} → {other}" }).Concat(counters)),
        ];
    }

    private static string Long(JsonElement counter, string name) => Number(counter, name) is { } value ? $"{value:N0}" : FigureText.NoData;

    private static double? Number(JsonElement row, string name) =>
        row.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    private static TableColumn Numbers(string title) => new TableColumn(title).RightAligned().NoWrap();
}
