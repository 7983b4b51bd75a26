using System.Globalization;
using System.Text.Json;

namespace Pulso.Functions.Vendors;

/// <summary>Reads what may be missing.</summary>
internal static class JsonReading
{
    /// <summary>The value at a path; null if it is missing or null.</summary>
    public static JsonElement? At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
                return null;
        }
        return json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : json;
    }

    /// <summary>A text, or a number as it is written; null if it is missing or empty.</summary>
    public static string? Text(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path) switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } value => value,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>What somebody wrote; null if it is missing, or no Unicode text: never a reason to refuse a delivery.</summary>
    public static string? Written(this JsonElement json, params ReadOnlySpan<string> path)
    {
        try
        {
            return json.Text(path);
        }
        catch (InvalidOperationException)
        {
            return null; // an escaped lone surrogate
        }
    }

    /// <summary>A number, also where it is written as text.</summary>
    public static decimal? Number(this JsonElement json, params ReadOnlySpan<string> path) =>
        decimal.TryParse(json.Text(path), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    /// <summary>The items of a list; none if it is missing.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static bool IsTrue(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path) is { ValueKind: JsonValueKind.True };
}
