using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Pulso.Functions.Vendors;

/// <summary>One request of a vendor's, as it came.</summary>
/// <param name="Url">The address that the vendor called.</param>
/// <param name="Body">The bytes that were signed.</param>
/// <param name="ReceivedAt">When it came: for vendors that tell no time of their own.</param>
internal sealed record Delivery(string Url, IHeaderDictionary Headers, byte[] Body, DateTimeOffset ReceivedAt)
{
    /// <summary>What was read at the vendor's, where its delivery only names it.</summary>
    public JsonElement? Fetched { get; init; }

    /// <summary>True for the fields of a form.</summary>
    public bool IsForm => Headers.ContentType.ToString().StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>A header that came once and says something; null for any other.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;

    /// <summary>The body as JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public JsonElement Json() => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>The fields of a form, in their order, repeated ones included.</summary>
    public IReadOnlyList<(string Name, string Value)> Form() =>
    [
        .. QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(Body))
            .SelectMany(field => field.Value.Select(value => (field.Key, value ?? ""))),
    ];

    /// <summary>A parameter of the address; null if it is missing, empty or doubled.</summary>
    public string? Query(string name) =>
        Url.IndexOf('?', StringComparison.Ordinal) is var at && at >= 0
        && QueryHelpers.ParseQuery(Url[at..]).TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;
}
