using System.Globalization;

namespace Pulso.Bench.Streams;

/// <summary>Calls as a call centre has them: menu, queue, agent, end; customers who come back. The same seed gives the same events.</summary>
internal sealed class GeneratedCalls
{
    public const string Source = "/bench/pbx";

    private static readonly DateTimeOffset Begin = new(1999, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly (string, string)[] Bank = [.. new[] { "PS", "PS", "PS", "PS", "NE", "NW", "IN" }.Select(queue => ("voice", queue))];

    private readonly Random random;
    private readonly int customers;
    private readonly IReadOnlyList<(string Channel, string Queue)> places;
    private readonly List<(long TimeMs, string Line)> events = [];

    private GeneratedCalls(int seed, int calls, IReadOnlyList<(string, string)> places)
    {
        this.places = places;
        random = new Random(seed);
        customers = Math.Max(1, calls / 2);
    }

    public static EventStream Of(int seed, int calls, int days) => Of(seed, calls, days, Bank);

    /// <param name="places">Channels and queues, each as likely as the other.</param>
    public static EventStream Of(int seed, int calls, int days, IReadOnlyList<(string Channel, string Queue)> places)
    {
        var generated = new GeneratedCalls(seed, calls, places);
        for (int call = 0; call < calls; call++)
            generated.Call($"call-{seed}-{call}", generated.StartMs(days));
        var lines = generated.events.OrderBy(item => item.TimeMs).Select(item => System.Text.Encoding.UTF8.GetBytes(item.Line));
        return new EventStream($"generated, seed {seed}", [.. lines]);
    }

    private void Call(string id, long startMs)
    {
        var (channel, queue) = places[random.Next(places.Count)];
        string customer = random.Next(10) < 7 ? $"\"customer\":\"c{random.Next(customers) * random.NextDouble():0}\"," : "";
        string inbound = $"\"channel\":\"{channel}\",\"direction\":\"inbound\",{customer}\"queue\":\"{queue}\",\"priority\":\"{random.Next(3)}\"";
        Add(id, "contact.started", startMs, inbound);
        Add(id, "ivr.entered", startMs, "");
        long left = startMs + random.Next(3_000, 30_000);
        if (random.Next(7) == 0)
        {
            Add(id, "ivr.left", left, "\"to\":\"hangup\"");
            Add(id, "contact.abandoned", left, "");
            return;
        }
        Add(id, "ivr.left", left, "\"to\":\"queue\"");
        Add(id, "contact.queued", left, $"\"queue\":\"{queue}\"");
        Served(id, queue, left, WaitMs(40_000), WaitMs(180_000));
    }

    private void Served(string id, string queue, long queuedMs, long waitMs, long patienceMs)
    {
        long taken = queuedMs + Math.Min(waitMs, patienceMs);
        if (patienceMs < waitMs)
        {
            Add(id, "contact.abandoned", taken, "");
            Add(id, "contact.closed", taken, "");
            return;
        }
        long talkMs = WaitMs(190_000);
        string agent = $"\"agent\":\"agent {random.Next(40)}\"";
        Add(id, "contact.answered", taken, $"{agent},\"queue\":\"{queue}\"");
        Add(id, "contact.handled", taken + talkMs, string.Create(CultureInfo.InvariantCulture, $"{agent},\"talk\":{talkMs / 1_000.0}"));
        Add(id, "contact.resolved", taken + talkMs, $"\"by\":\"agent\",{agent}");
        Add(id, "contact.closed", taken + talkMs, "");
    }

    private void Add(string id, string type, long timeMs, string data) => events.Add((
        timeMs,
        $$"""{"specversion":"1.0","id":"{{id}}/{{type}}","source":"{{Source}}","type":"{{type}}","time":"{{Time(timeMs)}}","subject":"{{id}}","""
            + "\"data\":{" + data + "}}"));

    // The middle of two: noon is busy and the night is quiet.
    private long StartMs(int days)
    {
        double hour = 12 + ((random.NextDouble() + random.NextDouble() - 1) * 11.9);
        return Begin.AddDays(random.Next(days)).AddHours(hour).ToUnixTimeMilliseconds();
    }

    private long WaitMs(double meanMs) => (long)(-meanMs * Math.Log(1 - random.NextDouble()));

    private static string Time(long timeMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
