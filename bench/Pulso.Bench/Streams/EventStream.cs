using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulso.Bench.Streams;

/// <summary>Canonical events as they are sent: one JSON object a line, in time order.</summary>
/// <param name="Name">Where they come from.</param>
internal sealed record EventStream(string Name, IReadOnlyList<byte[]> Lines)
{
    public static EventStream Read(string path)
    {
        using Stream file = File.OpenRead(path);
        bool packed = path.EndsWith(".gz", StringComparison.Ordinal);
        using var reader = new StreamReader(packed ? new GZipStream(file, CompressionMode.Decompress) : file);
        var lines = new List<byte[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
                lines.Add(System.Text.Encoding.UTF8.GetBytes(line));
        }
        return new EventStream(Path.GetFileName(path), lines);
    }

    public EventStream First(int count) => this with { Lines = [.. Lines.Take(count)] };

    public EventStream From(int start, int count) => this with { Lines = [.. Lines.Skip(start).Take(count)] };

    /// <summary>
    /// The same contacts, each as long as it was, but begun so closely one after the other that so many events happen in a second: sent at that pace, what belongs together comes as far apart as it was.
    /// </summary>
    /// <param name="events">How many.</param>
    public EventStream Overlapping(double perSecond, int events)
    {
        var contacts = First(2 * events).BySubject(); // twice as many: the last ones reach beyond the end
        double pauseMs = 1_000 * contacts.Average(lines => lines.Count) / perSecond;
        long beginMs = TimeOf(contacts[0][0]);
        var moved = contacts.SelectMany((lines, place) =>
        {
            long byMs = beginMs + (long)(place * pauseMs) - TimeOf(lines[0]);
            return lines.Select(line => (AtMs: TimeOf(line) + byMs, Line: Moved(line, byMs)));
        });
        return new EventStream($"{Name}, overlapping", [.. moved.OrderBy(item => item.AtMs).Select(item => item.Line).Take(events)]);
    }

    /// <summary>The systems that send them.</summary>
    public IReadOnlyList<string> Sources() => [.. Lines.Select(line => Attribute(line, "source")).Distinct()];

    /// <summary>The events of each subject, in their order.</summary>
    public IReadOnlyList<IReadOnlyList<byte[]>> BySubject() =>
        [.. Lines.GroupBy(line => Attribute(line, "subject")).Select(group => group.ToList())];

    /// <summary>The bodies of batch requests.</summary>
    public IReadOnlyList<byte[]> Bodies(int eventsPerRequest) => [.. Lines.Chunk(eventsPerRequest).Select(Body)];

    private static byte[] Body(byte[][] lines)
    {
        byte[] body = new byte[lines.Sum(line => line.Length + 1) + 1];
        int at = 0;
        foreach (byte[] line in lines)
        {
            body[at] = at == 0 ? (byte)'[' : (byte)',';
            line.CopyTo(body, at + 1);
            at += line.Length + 1;
        }
        body[at] = (byte)']';
        return body;
    }

    private static long TimeOf(byte[] line) => DateTimeOffset.Parse(Attribute(line, "time"), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>The event at another time, of another contact.</summary>
    private static byte[] Moved(byte[] line, long byMs)
    {
        var json = JsonNode.Parse(line)!;
        json["time"] = DateTimeOffset.FromUnixTimeMilliseconds(TimeOf(line) + byMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        foreach (string name in new[] { "id", "subject" })
            json[name] = $"{json[name]}+";
        return System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static string Attribute(byte[] line, string name)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
    }
}
