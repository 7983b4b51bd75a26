using System.Text.Json;
using Pulso.Events;

namespace Pulso.Timelines.Agents;

/// <summary>A part of a plan: from an instant up to and without another, in a state.</summary>
public readonly record struct Shift(long FromMs, long ToMs, string State)
{
    /// <summary>The longest span of one plan.</summary>
    public const int DaysLimit = 62;

    /// <summary>The shifts of an <c>agent.scheduled</c>, in the order of their list.</summary>
    public static IReadOnlyList<Shift> AllOf(Event scheduled)
    {
        using var document = JsonDocument.Parse(scheduled.Text(Field.Shifts)!);
        return [.. document.RootElement.EnumerateArray().Select(shift => new Shift(
            shift.GetProperty("from").GetInt64(), shift.GetProperty("to").GetInt64(), shift.GetProperty("state").GetString()!))];
    }

    /// <summary>What a plan covers, gaps included: from its first start to its last end; null where it has no shift.</summary>
    public static (long FromMs, long ToMs)? SpanOf(IReadOnlyList<Shift> shifts) =>
        shifts.Count == 0 ? null : (shifts.Min(shift => shift.FromMs), shifts.Max(shift => shift.ToMs));
}
