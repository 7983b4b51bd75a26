using System.IO.Compression;
using System.Text.Json;

namespace Pulso.Acceptance.Running;

/// <summary>The calls to a bank in January 1999, as canonical events, with the figures that they must give.</summary>
internal static class BankCalls
{
    public const string Source = "/bank/pbx";
    public const string Zone = "Asia/Jerusalem";

    private static readonly Lazy<IReadOnlyList<Line>> All = new(Read);

    private static readonly Lazy<JsonElement> Figures = new(() =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(SharedFactAttribute.PathOf("data/bank-1999-01.expected.json"))));

    /// <summary>Computed from the rows of the original file, not from the events.</summary>
    public static JsonElement Expected => Figures.Value;

    /// <summary>All events of the contacts that started in a span, in the order of their times.</summary>
    public static IReadOnlyList<string> Started(string from, string before)
    {
        var subjects = All.Value.Where(line => line.Type == "contact.started" && Between(line)).Select(line => line.Subject).ToHashSet();
        return [.. All.Value.Where(line => subjects.Contains(line.Subject)).Select(line => line.Text)];

        bool Between(Line line) => string.CompareOrdinal(line.Time, from) >= 0 && string.CompareOrdinal(line.Time, before) < 0;
    }

    private static List<Line> Read()
    {
        using var file = new GZipStream(File.OpenRead(SharedFactAttribute.PathOf("data/bank-1999-01.events.ndjson.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        var lines = new List<Line>();
        while (reader.ReadLine() is { } text)
        {
            using var json = JsonDocument.Parse(text);
            string Of(string name) => json.RootElement.GetProperty(name).GetString()!;
            lines.Add(new Line(text, Of("type"), Of("time"), Of("subject")));
        }
        return lines;
    }

    private sealed record Line(string Text, string Type, string Time, string Subject);
}
