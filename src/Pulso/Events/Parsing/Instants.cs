using System.Globalization;
using System.Text.RegularExpressions;

namespace Pulso.Events.Parsing;

/// <summary>Instants as RFC 3339 writes them.</summary>
public static partial class Instants
{
    /// <summary>Milliseconds since 1970-01-01T00:00:00Z, finer digits cut off; null for any other text, and outside 1970 to 2199.</summary>
    public static long? Parse(string? text)
    {
        if (text is null || Shape().Match(text) is not { Success: true } shape)
            return null;
        string fraction = shape.Groups["fraction"].Value;
        string cut = $"{shape.Groups["seconds"].Value}{fraction[..Math.Min(fraction.Length, 4)]}{shape.Groups["offset"].Value}";
        if (!DateTimeOffset.TryParse(cut, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) || instant.UtcDateTime.Year is < 1970 or > 2199)
            return null;
        return instant.ToUnixTimeMilliseconds();
    }

    /// <summary>An instant to the millisecond, in UTC.</summary>
    public static string Text(long instantMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instantMs).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<seconds>[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2})(?<fraction>\.[0-9]+)?(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Shape();
}
