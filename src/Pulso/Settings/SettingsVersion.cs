using Pulso.Alerts;
using Pulso.Calendars;
using Pulso.Kpis;
using Pulso.Sla;

namespace Pulso.Settings;

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

    public long ChurnWindowMs => ChurnWindowDays * UtcDay.LengthMs;

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

    /// <summary>True if what customers write beside the scores of surveys is kept.</summary>
    public bool KeepSurveyComments { get; init; }

    /// <summary>The criteria of quality evaluations that are about tone, in any case: where points are missing there, scripts help.</summary>
    public IReadOnlyList<string> ToneCriteria { get; init; } = [];

    /// <summary>How much of [from, to) counts as business time, in milliseconds.</summary>
    public long BusinessMs(long fromMs, long toMs) => BusinessHours?.Between(fromMs, toMs) ?? Math.Max(0, toMs - fromMs);
}
