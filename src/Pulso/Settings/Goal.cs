using Pulso.Kpis;

namespace Pulso.Settings;

/// <summary>A goal for a figure: what it should be, from which value on it warns, who owns it and when it is looked at.</summary>
/// <param name="Channel">The channel it holds for; null for all together.</param>
/// <param name="Queue">The queue within the channel; null for all together.</param>
/// <param name="Cadence">Over which time the figure is told, and how often it is looked at: <c>interval</c>, <c>daily</c>, <c>weekly</c> or <c>monthly</c>.</param>
public sealed record Goal(
    string Kpi, string? Channel, string? Queue, double Target, double? Warn, string? Objective, string? Owner, string? Cadence,
    DateOnly? ValidFrom, DateOnly? ValidTo)
{
    /// <summary>Which side is good; null for the one that the catalogue says.</summary>
    public bool? HigherIsBetter { get; init; }

    /// <summary>By how much a figure must be better than a bound to count as better again, in the KPI's unit; null for a default.</summary>
    public double? Hysteresis { get; init; }

    public Grain Grain => Cadence switch
    {
        "interval" => Grain.Interval,
        "weekly" => Grain.Week,
        "monthly" => Grain.Month,
        _ => Grain.Day,
    };

    /// <summary>What tells it from other goals.</summary>
    internal string Key => string.Join('\0', Kpi, Channel, Queue, Cadence);

    /// <summary>True if both hold on some day.</summary>
    internal bool Overlaps(Goal other) =>
        (ValidFrom ?? DateOnly.MinValue) <= (other.ValidTo ?? DateOnly.MaxValue) && (other.ValidFrom ?? DateOnly.MinValue) <= (ValidTo ?? DateOnly.MaxValue);

    /// <summary>True if the goal holds on that day; its last day is included.</summary>
    public bool IsInForce(DateOnly date) => (ValidFrom is null || date >= ValidFrom) && (ValidTo is null || date <= ValidTo);
}
