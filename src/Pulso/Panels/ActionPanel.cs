using Pulso.Calendars;
using Pulso.Facts;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Sla;

namespace Pulso.Panels;

/// <summary>What there is to change: who waits and what is open now, and a week's recontacts, escalations, containment and reasons.</summary>
/// <remarks>Every cell of the range is given once, in any order; the balance before it as well, and the range's clocks.</remarks>
public sealed class ActionPanel
{
    private static readonly HashSet<string> Shown =
    [
        "recontact_rate", "escalation_rate", "reopen_rate", "transfer_rate", "sla_compliance", "abandonment_rate.short",
    ];

    private readonly PanelScope scope;
    private readonly TenantSettings settings;
    private readonly long nowMs;
    private readonly KpiQuery week;
    private readonly KpiTable figures;
    private readonly KpiTable before;
    private readonly BacklogTable backlog;
    private readonly Dictionary<Dimensions, QueueState> queues = [];
    private readonly Dictionary<string, Tally> reasons = [];
    private readonly Tally all = new();

    public ActionPanel(PanelScope scope, TenantSettings settings, long nowMs)
    {
        (this.scope, this.settings, this.nowMs) = (scope, settings, nowMs);
        week = scope.Days(From, scope.Date, Grain.Total, Kpis, settings);
        figures = new KpiTable(week, settings);
        before = new KpiTable(scope.Days(FirstDay, From.AddDays(-1), Grain.Total, Kpis, settings), settings);
        backlog = new BacklogTable(scope.Days(FirstDay, scope.Date, Grain.Total, [], settings, KpiQuery.Levels));
    }

    /// <summary>The KPIs of the week.</summary>
    public static IReadOnlyList<Kpi> Kpis { get; } = [.. Catalogue.All.Where(kpi => Shown.Contains(kpi.FullId))];

    /// <summary>The first day of the week.</summary>
    public DateOnly From => scope.Date.AddDays(1 - BusinessWeek.Days);

    /// <summary>The first business day whose cells matter; the last is the panel's own.</summary>
    public DateOnly FirstDay => From.AddDays(-BusinessWeek.Days);

    /// <summary>The instant as of which waiting and open are told: now, or the day's end.</summary>
    public long AsOfMs => Math.Min(nowMs, settings.Calendar.EndOfDay(scope.Date));

    public void Add(CellKey key, Tally tally)
    {
        backlog.Add(key, tally);
        if (key.Facet is { Kind: FacetKind.Waiting } waiting && week.Matches(key))
            AddWaiting(key, waiting.StartMs, tally[Counter.Waiting]);
        if (key.Kind != FacetKind.Whole)
            return;
        figures.Add(key, tally);
        before.Add(key, tally);
        if (!week.Includes(key) || !week.Matches(key))
            return;
        all.Add(tally);
        if (!reasons.TryGetValue(key.Dimensions.Reason, out var sum))
            reasons.Add(key.Dimensions.Reason, sum = new Tally());
        sum.Add(tally);
    }

    /// <summary>Adds a clock, if it is running and a fifth of its time is left, or less.</summary>
    public void AddClock(CellKey key, SlaFact clock)
    {
        if (clock.MetMs is null && clock.State is "running" or "warned" && clock.DueMs is { } dueMs && dueMs >= AsOfMs
            && (clock.State == "warned" || dueMs - AsOfMs <= clock.TargetMs / 5) && week.Matches(key))
            At(key.Dimensions).AtRisk++;
    }

    /// <summary>The queues in which somebody waits or something is open, by reason and priority: first those where most wait too long, then by their oldest.</summary>
    public IReadOnlyList<QueueState> Queues()
    {
        foreach (var (keys, open) in backlog.AsOf(AsOfMs).Where(group => group.Open.Count > 0))
            At(new Dimensions(keys[0], "", keys[1], keys[2], keys[3])).Open = open;
        return [.. queues.Values.OrderByDescending(queue => queue.Late + queue.AtRisk).ThenByDescending(queue => queue.Waiting)
            .ThenBy(queue => queue.OldestMs ?? long.MaxValue).ThenBy(queue => queue.Dimensions)];
    }

    /// <summary>The week's figures, against the week before.</summary>
    public IEnumerable<Change> Changes() => figures.Rows(nowMs).Zip(before.Rows(nowMs), (row, then) => new Change(row, then));

    /// <summary>How many of the week's contacts went which way.</summary>
    public long Sum(Counter counter) => all[counter];

    /// <summary>The week's reasons, the largest first.</summary>
    public IEnumerable<(string Reason, Tally Sum)> Reasons() => reasons.Where(reason => reason.Value[Counter.Contacts] > 0)
        .OrderByDescending(reason => reason.Value[Counter.Contacts]).ThenBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => (reason.Key, reason.Value));

    private void AddWaiting(CellKey key, long sinceMs, long legs)
    {
        if (sinceMs >= AsOfMs)
            return;
        var longest = settings.At(sinceMs).Rules.For(key.Dimensions.Channel, key.Dimensions.Queue).ServiceLevelMs;
        At(key.Dimensions).AddWaiting(sinceMs, legs, isLate: AsOfMs - sinceMs > longest);
    }

    private QueueState At(Dimensions dimensions)
    {
        var of = dimensions with { Direction = "" };
        if (!queues.TryGetValue(of, out var queue))
            queues.Add(of, queue = new QueueState(of));
        return queue;
    }
}
