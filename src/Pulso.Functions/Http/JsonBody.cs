using System.Text.Json;

namespace Pulso.Functions.Http;

/// <summary>Reads a body that must be a JSON object of Unicode text in which no property stands twice.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <param name="faults">Is told what is wrong.</param>
    /// <returns>The object; null where it is none.</returns>
    public static JsonElement? Read(byte[] body, ICollection<string> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                faults.Add("must be an object");
            else if (!IsUnicode(document.RootElement))
                faults.Add("holds text that is not Unicode");
            else
                return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            faults.Add($"is not JSON: line {error.LineNumber + 1}");
        }
        return null;
    }

    /// <summary>Faults for what an object has beside what is known.</summary>
    public static IEnumerable<string> Unknown(JsonElement json, params IEnumerable<string> known) =>
        json.EnumerateObject().Select(item => item.Name).Except(known).Select(name => $"{name}: is not known");

    // An escape of half a surrogate pair is JSON, and only fails when it is read.
    private static bool IsUnicode(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.Object => json.EnumerateObject().All(item => item.Name is not null && IsUnicode(item.Value)),
                JsonValueKind.Array => json.EnumerateArray().All(IsUnicode),
                JsonValueKind.String => json.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
