using System.Text;
using System.Text.Json;

namespace Pulso.Cli.Figures;

/// <summary>A JSON array of flat objects as CSV: a header, commas, RFC 4180, numbers as the server writes them.</summary>
internal static class CsvText
{
    public static string Of(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var rows = document.RootElement.EnumerateArray().ToList();
        if (rows.Count == 0)
            return "";
        var names = rows.SelectMany(row => row.EnumerateObject().Select(property => property.Name)).Distinct().ToList();
        var text = new StringBuilder().AppendJoin(',', names.Select(Quoted)).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', names.Select(name => row.TryGetProperty(name, out var value) ? Quoted(Plain(value)) : "")).Append("\r\n");
        return text.ToString();
    }

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Number => value.GetRawText(),
        _ => value.ToString(),
    };

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
