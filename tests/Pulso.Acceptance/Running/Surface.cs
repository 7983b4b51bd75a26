using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pulso.Acceptance.Running;

/// <summary>
/// The description of the HTTP surface (<c>docs/openapi.json</c>, which the app serves): whatever any test is answered must be told there, with its
/// status, its type and its schema.
/// </summary>
internal static class Surface
{
    private static readonly JsonElement Document = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Checkout.PathOf("docs/openapi.json")));

    private static readonly (Regex Address, JsonElement Methods)[] Paths =
    [
        .. Document.GetProperty("paths").EnumerateObject().OrderBy(path => path.Name.Contains('{', StringComparison.Ordinal))
            .Select(path => (new Regex($"^{Regex.Replace(path.Name.Replace("{path}", ".*", StringComparison.Ordinal), "{[^}]+}", "[^/]+")}$"), path.Value)),
    ];

    /// <summary>The methods that are told of each address.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Methods { get; } = Document.GetProperty("paths").EnumerateObject().ToDictionary(
        path => path.Name, IReadOnlyList<string> (path) => [.. path.Value.EnumerateObject().Select(item => item.Name.ToUpperInvariant()).Where(name => name != "PARAMETERS")]);

    /// <summary>What about an answer is not told; null where all is.</summary>
    public static string? Fault(HttpMethod method, Uri address, Answer answer)
    {
        if (answer.Status is 404 or 405)
            return null; // whatever is not told is answered so
        var methods = Array.Find(Paths, path => path.Address.IsMatch(address.AbsolutePath.TrimEnd('/'))).Methods;
        string what = $"{method} {address.AbsolutePath} was answered with {answer.Status}";
        if (methods.ValueKind == JsonValueKind.Undefined || !methods.TryGetProperty(method.Method.ToLowerInvariant(), out var operation)
            || !operation.GetProperty("responses").TryGetProperty($"{answer.Status}", out var response))
            return $"{what}, which docs/openapi.json does not tell (docs/add-a-route.md)";
        if (response.TryGetProperty("$ref", out var reference))
            response = reference.GetString()!.Split('/').Skip(1).Aggregate(Document, (node, name) => node.GetProperty(name));
        if (answer.Bytes.Length == 0 || !response.TryGetProperty("content", out var content))
            return answer.Bytes.Length == 0 ? null : $"{what} and a body, of which docs/openapi.json tells nothing";
        if (answer.Type is null || !content.TryGetProperty(answer.Type, out var body))
            return $"{what} as {answer.Type}, of which docs/openapi.json tells nothing";
        var faults = answer.Type.EndsWith("json", StringComparison.Ordinal)
            ? new JsonSchema(Document).Faults(body.GetProperty("schema"), answer.Json).Take(5).ToList()
            : [];
        return faults.Count == 0 ? null : $"{what}, not as docs/openapi.json tells: {string.Join("; ", faults)}";
    }
}
