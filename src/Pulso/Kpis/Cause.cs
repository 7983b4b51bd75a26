using Pulso.Measures;

namespace Pulso.Kpis;

/// <summary>Why a published figure has changed: told from the counters that did.</summary>
public static class Cause
{
    public const string LateEvent = "late event";
    public const string Recontact = "recontact";
    public const string Survey = "survey";
    public const string Cost = "cost";
    public const string Plan = "plan";
    public const string Settings = "settings";

    // What a contact's own events move; if none of these has changed, another contact of the customer has changed the rest.
    private static readonly Counter[] OfTheContactItself = [Counter.FcrEligible, Counter.Reopened, Counter.Escalated, Counter.BotContained, Counter.Resolved];

    private static readonly HashSet<Counter> OfRecontacts =
    [
        Counter.Fcr, Counter.Recontacted, Counter.FcrWeighted, Counter.FcrSingle, Counter.FcrWeek, Counter.FcrFirst, Counter.FcrFirstEligible,
        Counter.IsRecontact, Counter.BotContainedDurably, Counter.ResolvedInChannel,
    ];

    private static readonly HashSet<Counter> OfSurveys =
        [.. Counter.All.Where(counter => new[] { "csat_", "ces_", "nps_", "enps_", "thumbs_", "surveys_", "followed_up" }.Any(start => counter.Name.StartsWith(start, StringComparison.Ordinal)))];

    private static readonly HashSet<Counter> OfCosts = [Counter.CostAmount];

    private static readonly HashSet<Counter> OfPlans = [Counter.PlannedMs, Counter.AdherentMs, Counter.ForecastContacts, Counter.ForecastMs];

    /// <summary>Why one KPI has changed, given the sums of its group before and after.</summary>
    public static string Of(Kpi kpi, Tally before, Tally after) => Of(
        kpi.IsForecastAccuracy ? [Counter.Contacts, Counter.ForecastContacts, Counter.ForecastMs] : kpi.Counters, before, after);

    /// <summary>Why any of some counters have changed.</summary>
    public static string Of(IEnumerable<Counter> counters, Tally before, Tally after)
    {
        bool Changed(Counter counter) => before[counter] != after[counter];
        var changed = counters.Where(Changed).ToList();
        if (changed.Count == 0)
            return LateEvent; // an age, a distribution, a balance
        if (changed.TrueForAll(OfRecontacts.Contains))
            return OfTheContactItself.Any(Changed) ? LateEvent : Recontact;
        return changed.TrueForAll(OfSurveys.Contains) ? Survey
            : changed.TrueForAll(OfCosts.Contains) ? Cost
            : changed.TrueForAll(OfPlans.Contains) ? Plan
            : LateEvent;
    }
}
