using System.Globalization;

namespace Pulso.Functions.Vendors;

/// <summary>Vendors' instants as RFC 3339; null for what is none.</summary>
internal static class VendorTime
{
    private const long LatestMs = 7_258_118_400_000; // 2200-01-01

    /// <summary>Unix seconds, with decimals or without.</summary>
    public static string? OfSeconds(string? seconds) => Of(seconds, 1_000);

    /// <summary>Unix milliseconds.</summary>
    public static string? OfMilliseconds(string? milliseconds) => Of(milliseconds, 1);

    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>An instant so many seconds before another one; null without either.</summary>
    public static string? Before(string? time, decimal? seconds) =>
        seconds is >= 0 and < 366 * 86_400 && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? Text(instant.AddSeconds(-(double)seconds.Value))
            : null;

    private static string? Of(string? number, int unitMs) =>
        decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) && value < LatestMs / unitMs
            ? Text(DateTimeOffset.FromUnixTimeMilliseconds((long)(value * unitMs)))
            : null;
}
