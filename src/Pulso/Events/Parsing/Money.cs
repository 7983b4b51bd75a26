using Pulso.Calendars;

namespace Pulso.Events.Parsing;

/// <summary>Bounds what money may say, so that no sum of it leaves the range of 64 bits.</summary>
internal static class Money
{
    /// <summary>In thousandths: a thousand millions.</summary>
    public const long Limit = 1_000_000_000_000;

    /// <summary>How long the span of one cost or forecast may be: a year, with room for a fiscal one of 53 weeks.</summary>
    public const long SpanLimitMs = 400 * UtcDay.LengthMs;

    private static readonly Field[] Amounts = [Field.Amount, Field.Staff, Field.Licences, Field.Overhead, Field.Usage];

    /// <returns>The field at fault and the reason; null when the amounts are in bounds.</returns>
    public static (string Field, string Reason)? Fault(Event item)
    {
        foreach (var field in Amounts)
        {
            if (item.Number(field) is { } amount && (amount < -Limit || amount > Limit))
                return ($"data.{field.Name}", "must be from -1000000000 to 1000000000");
        }
        if (item.Type != EventTypes.CostRecorded)
            return null;
        long lengthMs = item.Number(Field.To)!.Value - item.Number(Field.From)!.Value;
        return lengthMs is > 0 and <= SpanLimitMs ? null : ("data.to", "must be later than from, by 400 days at most");
    }
}
