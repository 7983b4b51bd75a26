using Pulso.Kpis;

namespace Pulso.Alerts;

/// <summary>What the rules of a version of the settings look for.</summary>
public sealed record AlertRules(
    IReadOnlyList<RepeatedContactRule> RepeatedContacts, IReadOnlyList<UnansweredQueueRule> UnansweredQueues, IReadOnlyList<FigureRule> Figures)
{
    public static readonly AlertRules None = new([], [], []);
}

/// <summary>A customer who comes again and again.</summary>
/// <param name="Channel">The only channel that counts; null for all.</param>
/// <param name="Contacts">The how manieth contact within the window it is.</param>
/// <param name="WindowMs">Contacts that started in (start − window, start] count.</param>
/// <param name="SameReason">Only contacts on one reason count together, and those without a reason not at all.</param>
public sealed record RepeatedContactRule(
    string Name, string? Channel, int Contacts, long WindowMs, bool SameReason, string Action, string? Owner);

/// <summary>A queue in which somebody waits and nobody answers.</summary>
/// <param name="Queue">Null for each queue of the channel.</param>
public sealed record UnansweredQueueRule(string Name, string Channel, string? Queue, long AfterMs, string Action, string? Owner)
{
    public bool HoldsFor(string channel, string queue) => channel == Channel && (Queue ?? queue) == queue;
}

/// <summary>Which side of the usual is looked at.</summary>
public enum Side
{
    /// <summary>The one that is worse for the KPI.</summary>
    Worse,
    Above,
    Below,
    Both,
}

/// <summary>A figure that is held, interval by interval, against what is usual at this time of the week.</summary>
/// <param name="By">The key that splits it; null for no split.</param>
/// <param name="Times">So many times the usual value raise it; null for a rule by deviations.</param>
/// <param name="Deviations">A distance of so many robust deviations raises it.</param>
/// <param name="Minimum">The least sample; of a count, the least value.</param>
/// <param name="Action">What is to be done; null for an outlier, of which it is only told.</param>
public sealed record FigureRule(
    string Name, Kpi Kpi, string? By, string? Channel, string? Queue, double? Times, double Deviations, Side Side, int Minimum, string? Action, string? Owner)
{
    /// <summary>Of the distance that raises it, how much must be left to be out still: a figure on the edge raises nothing anew.</summary>
    private const double StillOut = 0.75;

    /// <summary>True if a value is out of the ordinary.</summary>
    /// <param name="wasOut">It was in the interval before.</param>
    public bool IsOut(double value, Usual usual, bool wasOut)
    {
        double share = wasOut ? StillOut : 1;
        if (Times is { } times)
            return value >= Math.Max(Minimum * share, usual.Median * times * share);
        double distance = usual.Distance(value);
        return Side switch
        {
            Side.Above => distance,
            Side.Below => -distance,
            Side.Worse => Kpi.HigherIsBetter ? -distance : distance,
            _ => Math.Abs(distance),
        } >= Deviations * share;
    }
}
