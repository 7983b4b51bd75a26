using System.Text.Json.Nodes;
using Pulso.Events.Parsing;

namespace Pulso.Cli.Demo.Scripts;

/// <summary>Collects the events of one business day. What would lie after its end has not happened yet, and is left out.</summary>
/// <param name="startMs">The first instant of the day.</param>
/// <param name="endMs">The first instant after it.</param>
internal sealed class Journal(DateOnly date, long startMs, long endMs)
{
    public const string Pbx = "/demo/pbx";
    public const string Digital = "/demo/digital";
    public const string Surveys = "/demo/surveys";

    private readonly List<CanonicalEvent> events = [];

    /// <summary>By time.</summary>
    public IReadOnlyList<CanonicalEvent> Events =>
        [.. events.OrderBy(item => item.TimeMs).ThenBy(item => item.Source, StringComparer.Ordinal).ThenBy(item => item.Id, StringComparer.Ordinal)];

    /// <summary>A name that is unique among the days.</summary>
    public string Named(string name) => $"{date:yyyyMMdd}-{name}";

    public string Instant(double second) => Instants.Text(startMs + Milliseconds(second));

    /// <param name="second">Since the day began.</param>
    public void Note(string source, string id, string type, double second, string? subject, JsonObject? data = null)
    {
        long time = startMs + Milliseconds(second);
        if (time >= startMs && time < endMs)
            events.Add(new CanonicalEvent(source, Named(id), type, time, subject, data ?? []));
    }

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1_000);
}
