using Pulso.Calendars;

namespace Pulso.Measures;

/// <summary>Spreads an integer over a span of time, evenly, so that the parts of any division of the span add up to it exactly.</summary>
/// <remarks>A part is the difference of what lies before its end and before its start, each rounded half to even.</remarks>
public readonly record struct Spread(long Amount, long FromMs, long ToMs)
{
    /// <summary>The parts of [from, to), which lies in the span, by the interval that holds them.</summary>
    public IEnumerable<(Slot Slot, long Part, long LengthMs)> Over(long fromMs, long toMs, BusinessCalendar calendar)
    {
        foreach (var (slot, startMs, endMs) in calendar.Parts(fromMs, toMs))
            yield return (slot, Until(endMs) - Until(startMs), endMs - startMs);
    }

    /// <summary>What lies before an instant of the span.</summary>
    private long Until(long instantMs)
    {
        Int128 length = ToMs - FromMs;
        Int128 product = (Int128)Amount * (instantMs - FromMs);
        var (whole, rest) = Int128.DivRem(Int128.Abs(product), length);
        bool up = rest * 2 > length || (rest * 2 == length && Int128.IsOddInteger(whole));
        return (long)(whole + (up ? 1 : 0)) * Int128.Sign(product);
    }
}
