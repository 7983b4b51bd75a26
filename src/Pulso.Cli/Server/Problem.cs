using System.Net;
using System.Text.Json;

namespace Pulso.Cli.Server;

/// <summary>Problem details (RFC 9457) as lines to read.</summary>
internal static class Problem
{
    /// <summary>The failure that an answer other than success is.</summary>
    /// <param name="what">What was asked for, such as <c>PUT /api/demo/settings</c>.</param>
    public static Failure Of(string what, HttpStatusCode status, byte[] body)
    {
        string head = $"{what} was answered with {(int)status}";
        try
        {
            using var document = JsonDocument.Parse(body);
            var problem = document.RootElement;
            string? title = problem.TryGetProperty("title", out var text) ? text.GetString() : null;
            var errors = problem.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array ? list : default;
            string[] details = errors.ValueKind == JsonValueKind.Array ? [.. errors.EnumerateArray().Select(Line)] : [];
            return new Failure(title is null ? head : $"{head}: {title}", details) { Status = status };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return new Failure(head) { Status = status }; // no problem details: the status says all that there is
        }
    }

    private static string Line(JsonElement error) => error.ValueKind == JsonValueKind.Object && error.TryGetProperty("reason", out var reason)
        ? $"event {Text(error, "index")}{(Text(error, "id") is { Length: > 0 } id ? $" ({id})" : "")}: {Text(error, "field")} {reason}"
        : error.ToString();

    private static string Text(JsonElement error, string name) => error.TryGetProperty(name, out var value) ? value.ToString() : "";
}
