using System.Globalization;
using System.Text;
using Pulso.Reconciliations;

namespace Pulso.Cli.Reconciliations;

/// <summary>Reads a vendor's report: CSV as RFC 4180 says, with a header; columns in any order, others are passed over.</summary>
internal static class ReportFile
{
    private const long MsPerSecond = 1_000;

    /// <exception cref="Failure">Names the line and what is wrong with it.</exception>
    public static IReadOnlyList<ReportedContact> Read(string text)
    {
        var lines = Records(text.TrimStart('\uFEFF')).Where(line => line.Any(field => field.Length > 0)).ToList();
        if (lines.Count == 0 || Array.IndexOf(lines[0], "contact") < 0)
            throw new Failure("the report needs a header with the column contact");
        var places = lines[0].Index().DistinctBy(column => column.Item).ToDictionary(column => column.Item.Trim().ToLowerInvariant(), column => column.Index);
        return [.. lines.Skip(1).Select((line, i) => Row(line, places, i + 2))];
    }

    private static ReportedContact Row(string[] line, Dictionary<string, int> places, int number)
    {
        string? Text(string column) => places.TryGetValue(column, out int at) && at < line.Length && line[at].Trim() is { Length: > 0 } text ? text : null;
        var (wait, wholeWait) = Seconds(Text("wait_s"), "wait_s", number);
        var (handle, wholeHandle) = Seconds(Text("handle_s"), "handle_s", number);
        return new ReportedContact(
            Text("contact") ?? throw new Failure($"line {number}: contact is empty"), Instant(Text("started"), number),
            Text("outcome")?.ToLowerInvariant(), wait, handle, wholeWait && wholeHandle);
    }

    private static (long? Ms, bool IsWhole) Seconds(string? text, string column, int line) => text is null ? (null, true)
        : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal seconds)
            ? ((long)Math.Round(seconds * MsPerSecond, MidpointRounding.ToEven), !text.Contains('.', StringComparison.Ordinal))
            : throw new Failure($"line {line}: {column} is not a number of seconds: {text}");

    /// <summary>A time without offset is taken as UTC: a shift of the whole report is found out by comparing.</summary>
    private static long? Instant(string? text, int line) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUnixTimeMilliseconds()
            : throw new Failure($"line {line}: started is not an instant: {text}");

    private static IEnumerable<string[]> Records(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (quoted && c == '"' && at + 1 < text.Length && text[at + 1] == '"')
                field.Append(text[at++]);
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',' or '\n')
            {
                End();
                if (c == '\n')
                {
                    yield return [.. fields];
                    fields.Clear();
                }
            }
            else if (quoted || c != '\r')
                field.Append(c);
        }
        if (field.Length > 0 || fields.Count > 0)
        {
            End();
            yield return [.. fields];
        }

        void End()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
