using Pulso.Alerts;
using Pulso.Calendars;
using Pulso.Kpis;
using Pulso.Sla;

namespace Pulso.Settings;

/// <summary>One tenant's settings (contract, section 5): who may send and read, and the versions of the definitions.</summary>
public sealed record TenantSettings(
    string Tenant,
    IReadOnlyList<Source> Sources,
    IReadOnlyList<string> Readers,
    IReadOnlyList<string> Admins,
    IReadOnlyList<SettingsVersion> Versions)
{
    /// <summary>The computation of figures that these versions belong to.</summary>
    public Generation Generation { get; init; } = Generation.First;

    /// <summary>For how long what is told one by one is kept.</summary>
    public Retention Retention { get; init; } = Retention.Forever;

    /// <summary>Where alerts are sent.</summary>
    public IReadOnlyList<Webhook> Webhooks { get; init; } = [];

    /// <summary>Business days and intervals under all versions.</summary>
    public BusinessCalendar Calendar { get; } = new([.. Versions.Select(version => version.Calendar)]);

    /// <summary>The version in force at an instant; what lies before the first version is under the first.</summary>
    public SettingsVersion At(long instantMs)
    {
        for (int i = Versions.Count - 1; i > 0; i--)
        {
            if (Versions[i].Calendar.ValidFromMs <= instantMs)
                return Versions[i];
        }
        return Versions[0];
    }

    /// <summary>The version in force on a business day.</summary>
    public SettingsVersion On(DateOnly date) => At(Calendar.EndOfDay(date) - 1);
}

/// <summary>The definitions in force from a day on. Immutable: other definitions are another version.</summary>
/// <param name="Number">The version's number, from 1: part of what a figure says about its definitions.</param>
/// <param name="ServiceLevel">The variant that <c>service_level</c> itself shows; <c>offered</c> is answered within / offered.</param>
/// <param name="MutableDays">How many days a contact's figures may still change.</param>
/// <param name="BusinessHours">The hours that <c>resolution_business</c> counts; null for round the clock.</param>
/// <param name="ChurnWindowDays">How many days before a churn a recontact is held to have led to it.</param>
public sealed record SettingsVersion(
    int Number,
    CalendarRule Calendar,
    string Currency,
    ChannelRules Rules,
    bool RecontactSameReason,
    string ServiceLevel,
    IReadOnlyList<Goal> Goals,
    int MinimumSample,
    int MutableDays,
    BusinessHours? BusinessHours,
    int ChurnWindowDays)
{
    /// <summary>For how long the clocks may run that start while it is in force.</summary>
    public SlaTargets Sla { get; init; } = SlaTargets.None;

    /// <summary>What raises alerts, beside clocks and goals.</summary>
    public AlertRules Alerting { get; init; } = AlertRules.None;

    /// <summary>True if its figures are to be looked at as they come.</summary>
    public bool IsWatched => Goals.Count > 0 || Alerting.Figures.Count > 0;

    public long ChurnWindowMs => ChurnWindowDays * 86_400_000L;

    /// <summary>Which of a contact's agents has the credit for it.</summary>
    public CreditRule AgentCredit { get; init; } = CreditRule.Last;

    /// <summary>The goal in force on a day that is closest to what is asked: the queue's, else the channel's, else the one for all.</summary>
    /// <param name="kpi">The full id.</param>
    /// <param name="channel">Null for all channels together.</param>
    /// <param name="queue">Null for all queues together.</param>
    /// <param name="period">Over which time the figure is told: of goals that are equally close, the one with the nearest cadence is taken.</param>
    public Goal? GoalFor(string kpi, string? channel, string? queue, DateOnly date, Grain period) => Goals
        .Where(goal => goal.Kpi == kpi && goal.IsInForce(date)
            && (goal.Channel is null || goal.Channel == channel) && (goal.Queue is null || goal.Queue == queue))
        .OrderByDescending(goal => (goal.Channel is null ? 0 : 1) + (goal.Queue is null ? 0 : 1))
        .ThenBy(goal => Math.Abs(goal.Grain - period)).ThenByDescending(goal => goal.Grain).FirstOrDefault();

    /// <summary>The criteria of quality evaluations that are about tone, in any case: where points are missing there, scripts help.</summary>
    public IReadOnlyList<string> ToneCriteria { get; init; } = [];

    /// <summary>How much of [from, to) counts as business time, in milliseconds.</summary>
    public long BusinessMs(long fromMs, long toMs) => BusinessHours?.Between(fromMs, toMs) ?? Math.Max(0, toMs - fromMs);
}

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
