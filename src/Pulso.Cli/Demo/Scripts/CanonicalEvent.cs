using System.Text.Json;
using System.Text.Json.Nodes;
using Pulso.Events.Parsing;

namespace Pulso.Cli.Demo.Scripts;

/// <summary>One event as it goes to the webhook: CloudEvents 1.0.</summary>
/// <param name="TimeMs">Milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Subject">The contact; null where it is about none.</param>
internal sealed record CanonicalEvent(string Source, string Id, string Type, long TimeMs, string? Subject, JsonObject Data)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line of JSON, with its line end.</summary>
    public string ToLine()
    {
        var json = new JsonObject { ["specversion"] = "1.0", ["id"] = Id, ["source"] = Source, ["type"] = Type, ["time"] = Instants.Text(TimeMs) };
        if (Subject is not null)
            json["subject"] = Subject;
        json["data"] = Data.DeepClone();
        return json.ToJsonString(Plain) + "\n";
    }

    /// <summary>Events as a file has them: one JSON object a line.</summary>
    public static byte[] ToLines(IEnumerable<CanonicalEvent> events) => System.Text.Encoding.UTF8.GetBytes(string.Concat(events.Select(item => item.ToLine())));
}
