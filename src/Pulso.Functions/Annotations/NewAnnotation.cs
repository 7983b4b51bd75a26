using System.Security.Cryptography;
using System.Text.Json;
using Pulso.Events.Parsing;
using Pulso.Functions.Bi;
using Pulso.Functions.Http;

namespace Pulso.Functions.Annotations;

/// <summary>Reads what is to be noted as the event of the contract that says so.</summary>
internal static class NewAnnotation
{
    /// <summary>The source of what is noted here.</summary>
    public const string Source = "/pulso/notes";

    private const string At = "at";
    private static readonly string[] Known = [At, "text", "kind", "agent", "due", "channel", "queue", "until", "example", "goal"];

    /// <returns>The event; null when <paramref name="faults"/> are told why there is none.</returns>
    public static TranslatedEvent? Read(byte[] body, DateTimeOffset now, List<string> faults)
    {
        if (JsonBody.Read(body, faults) is not { } json)
            return null;
        faults.AddRange(JsonBody.Unknown(json, Known));
        if (faults.Count > 0)
            return null;
        string? at = json.TryGetProperty(At, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var fields = JsonSerializer.SerializeToElement(json.EnumerateObject().Where(item => item.Name != At).ToDictionary(item => item.Name, item => item.Value));
        string time = at ?? CsvFile.Instant(now.ToUnixTimeMilliseconds());
        return new TranslatedEvent(Source, IdOf(time, fields), "annotation.added", time, null, fields);
    }

    // The same note of the same instant is the same event, however often it is sent.
    private static string IdOf(string time, JsonElement fields) =>
        Convert.ToHexStringLower(SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(time), .. JsonSerializer.SerializeToUtf8Bytes(fields)]))[..32];
}
