using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Pulso.Acceptance.Running;

namespace Pulso.Tests.DataSets;

/// <summary>
/// What became of each resolution clock of the helpdesk's tickets: a plain script over the lines of the file, which uses nothing of the product.
/// It walks from one event or office bound to the next, and adds up what lies between.
/// </summary>
internal static class HelpdeskScript
{
    /// <summary>Working days 09:00 to 17:00 UTC, but for two holidays.</summary>
    public const string Settings = """
        "calendars": { "office": { "periods": { "mon-fri": ["09:00-17:00"] }, "holidays": ["2016-03-25", "2016-03-28"] } },
        "sla": [
          { "channel": "helpdesk", "priority": "1 - Critical", "clock": "resolution", "target": "PT4H" },
          { "channel": "helpdesk", "priority": "2 - High", "clock": "resolution", "target": "PT8H", "calendar": "office" },
          { "channel": "helpdesk", "priority": "3 - Moderate", "clock": "resolution", "target": "PT24H", "calendar": "office" },
          { "clock": "resolution", "target": "PT40H", "calendar": "office" } ]
        """;

    // The contract's table, as far as this file goes.
    private static readonly string[] Types =
        ["contact.started", "contact.transferred", "contact.resolved", "contact.reopened", "contact.closed", "contact.classified", "contact.paused", "contact.resumed"];

    /// <summary>One line per clock that counts, such as <c>INC1 2 breached 2016-03-04T10:00:00.000Z</c>; and how many clocks there were.</summary>
    public static (List<string> Ended, int Clocks) Run()
    {
        var ended = new List<string>();
        int clocks = 0;
        foreach (var ticket in Lines().GroupBy(line => line.Ticket))
        {
            var lines = ticket.OrderBy(line => line.Ms).ThenBy(line => Array.IndexOf(Types, line.Type)).ToList();
            int number = 0;
            long start = -1;
            for (int i = 0; i < lines.Count; i++)
            {
                if ((i == 0 || lines[i].Type == "contact.reopened") && start < 0)
                    (start, number, clocks) = (lines[i].Ms, number + 1, clocks + 1);
                bool solved = lines[i].Type == "contact.resolved";
                if (start < 0 || (!solved && lines[i].Type != "contact.closed"))
                    continue;
                Note(start, lines[i].Ms, solved);
                start = -1;
            }
            if (start >= 0)
                Note(start, lines[^1].Ms + 1, false);

            void Note(long from, long to, bool solved)
            {
                if (Breach(lines, from, to) is { } due)
                    ended.Add($"{ticket.Key} {number} breached {Text(due)}");
                else if (solved)
                    ended.Add($"{ticket.Key} {number} met {Text(to)}");
            }
        }
        return (ended, clocks);
    }

    /// <summary>When the target of the priority of the hour had been used up, before the end and before another priority came.</summary>
    private static long? Breach(List<(string Ticket, string Type, long Ms, string? Priority)> lines, long from, long to)
    {
        var changes = lines.Where(line => line.Priority is not null && line.Ms > from && line.Ms < to).Select(line => line.Ms).Distinct().ToList();
        long[] starts = [from, .. changes];
        long[] ends = [.. changes, to];
        for (int i = 0; i < starts.Length; i++)
        {
            string? priority = lines.LastOrDefault(line => line.Priority is not null && line.Ms <= starts[i]).Priority;
            long due = Due(lines, from, priority == "1 - Critical" ? 4 : priority == "2 - High" ? 8 : priority == "3 - Moderate" ? 24 : 40, priority != "1 - Critical", ends[i]);
            if (due < ends[i])
                return due;
        }
        return null;
    }

    private static long Due(List<(string Ticket, string Type, long Ms, string? Priority)> lines, long from, int hours, bool office, long to)
    {
        long left = hours * 3_600_000L;
        var bounds = new SortedSet<long>(lines.Select(line => line.Ms).Where(ms => ms > from && ms < to)) { from, to };
        for (long hour = (from / 3_600_000) + 1; hour * 3_600_000 < to; hour++)
            bounds.Add(hour * 3_600_000);
        long last = -1;
        foreach (long bound in bounds)
        {
            if (last >= 0 && Runs(lines, last, office))
            {
                if (bound - last >= left)
                    return last + left;
                left -= bound - last;
            }
            last = bound;
        }
        return long.MaxValue;
    }

    /// <summary>Whether a clock runs from a bound on.</summary>
    private static bool Runs(List<(string Ticket, string Type, long Ms, string? Priority)> lines, long ms, bool office)
    {
        string? turn = lines.LastOrDefault(line => line.Ms <= ms && line.Type is "contact.paused" or "contact.resumed").Type;
        if (turn == "contact.paused")
            return false;
        var time = DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime;
        bool holiday = time is { Year: 2016, Month: 3, Day: 25 or 28 };
        return !office || (time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holiday && time.Hour is >= 9 and < 17);
    }

    public static string Text(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Ticket, string Type, long Ms, string? Priority)> Lines()
    {
        using var file = new GZipStream(File.OpenRead(SharedFactAttribute.PathOf("data/helpdesk-2016-03.events.ndjson.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            long ms = root.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds();
            string? priority = root.TryGetProperty("data", out var data) && data.TryGetProperty("priority", out var value) ? value.GetString() : null;
            yield return (root.GetProperty("subject").GetString()!, root.GetProperty("type").GetString()!, ms, priority);
        }
    }
}
