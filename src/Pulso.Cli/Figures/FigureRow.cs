using System.Text.Json;

namespace Pulso.Cli.Figures;

/// <summary>One row of the server's answer to <c>kpis</c>.</summary>
/// <param name="Keys">The values of the keys that were split by, in the order asked for.</param>
/// <param name="IsSmallSample">It rests on fewer observations than the tenant's settings ask for.</param>
/// <param name="Annotation">What a shift is around; null for all other figures.</param>
internal sealed record FigureRow(
    string From, string To, IReadOnlyList<string> Keys, string Kpi, string Unit, double? Value, long N, string Status,
    string? Annotation = null, bool IsSmallSample = false)
{
    /// <summary>From which arm of the experiment it differs by the value; null for all other figures.</summary>
    public string? Against { get; init; }

    /// <summary>The 95 % interval; null where there is none.</summary>
    public (double Low, double High)? Interval { get; init; }

    /// <param name="by">The keys that were split by.</param>
    public static IReadOnlyList<FigureRow> Read(byte[] json, IReadOnlyList<string> by)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(row => Read(row, by))];
    }

    /// <summary>What the row is about, its figures aside: <c>2026-03-02 voice</c>.</summary>
    public string Group(bool withPeriod) => string.Join(' ', withPeriod ? [Period, .. Keys] : Keys);

    private string Period => From == To ? From : $"{From} – {To}";

    private static FigureRow Read(JsonElement row, IReadOnlyList<string> by) => new(
        Text(row, "from"),
        Text(row, "to"),
        [.. by.Select(key => Text(row, key))],
        Text(row, "kpi"),
        Text(row, "unit"),
        Number(row, "value"),
        row.TryGetProperty("n", out var n) && n.ValueKind == JsonValueKind.Number ? n.GetInt64() : 0,
        Text(row, "status"),
        row.TryGetProperty("annotation", out var annotation) ? annotation.ToString() : null,
        row.TryGetProperty("small_sample", out var small) && small.ValueKind == JsonValueKind.True)
    {
        Against = row.TryGetProperty("against", out var against) ? against.ToString() : null,
        Interval = Number(row, "low") is { } low && Number(row, "high") is { } high ? (low, high) : null,
    };

    private static double? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.ToString() : "";
}
