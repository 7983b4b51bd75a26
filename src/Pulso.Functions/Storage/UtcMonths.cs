namespace Pulso.Functions.Storage;

/// <summary>The months of UTC, which rows and timelines of some instant lie in.</summary>
internal static class UtcMonths
{
    /// <summary>The first instants of the months that [from, to) touches.</summary>
    public static IEnumerable<long> Between(long fromMs, long toMs)
    {
        var from = DateTimeOffset.FromUnixTimeMilliseconds(fromMs);
        for (var month = new DateTimeOffset(from.Year, from.Month, 1, 0, 0, 0, TimeSpan.Zero); month.ToUnixTimeMilliseconds() < toMs; month = month.AddMonths(1))
            yield return month.ToUnixTimeMilliseconds();
    }
}
