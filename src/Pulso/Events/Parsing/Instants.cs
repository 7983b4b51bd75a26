using System.Globalization;

namespace Pulso.Events.Parsing;

/// <summary>Instants as RFC 3339 writes them.</summary>
public static class Instants
{
    /// <summary>Milliseconds since 1970-01-01T00:00:00Z, finer digits cut off; null for any other text, and outside 1970 to 2199.</summary>
    public static long? Parse(string? text)
    {
        if (text is null || text.Length < 20 || text[10] is not ('T' or 't') || !HasOffset(text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            || instant.UtcDateTime.Year is < 1970 or > 2199)
            return null;
        return instant.ToUnixTimeMilliseconds();
    }

    private static bool HasOffset(string text) => text[^1] is 'Z' or 'z' || (text[^3] == ':' && text[^6] is '+' or '-');
}
