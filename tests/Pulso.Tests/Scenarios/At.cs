using System.Globalization;

namespace Pulso.Tests.Scenarios;

/// <summary>Instants as tests write them.</summary>
internal static class At
{
    public const long Second = 1_000;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    /// <summary>An RFC 3339 instant in milliseconds since 1970-01-01T00:00:00Z.</summary>
    public static long Utc(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    public static string Text(long instantMs) => DateTimeOffset.FromUnixTimeMilliseconds(instantMs)
        .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
