namespace Pulso.Calendars;

/// <summary>Days of UTC: what long stories are cut into before a tenant's zone is known, and whatever it becomes.</summary>
internal static class UtcDay
{
    /// <summary>24 hours; a business day is longer or shorter where the clocks change.</summary>
    public const long LengthMs = 86_400_000;

    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The day that holds an instant.</summary>
    public static DateOnly At(long instantMs) => DateOnly.FromDayNumber(Epoch + (int)Math.DivRem(instantMs, LengthMs).Quotient);

    /// <summary>The days from that of one instant to that of another, both included.</summary>
    public static IEnumerable<DateOnly> From(long firstMs, long lastMs)
    {
        var last = At(lastMs);
        for (var date = At(firstMs); date <= last; date = date.AddDays(1))
            yield return date;
    }

    /// <summary>The first instant of a day.</summary>
    public static long StartMs(DateOnly date) => (date.DayNumber - Epoch) * LengthMs;
}
