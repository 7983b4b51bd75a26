using Pulso.Calendars;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Alerts;

/// <summary>Looks at the figures of one interval that has ended: goals and rules. Pure: it is given the cells, and says what is to be raised.</summary>
public sealed class FigureWatch
{
    private readonly List<(Goal Goal, Kpi Kpi, long FromMs, KpiTable Table)> goals = [];
    private readonly List<(FigureRule Rule, KpiTable Table)> rules = [];
    private readonly TenantSettings settings;
    private readonly long startMs;
    private readonly long endMs;

    /// <param name="startMs">The interval's start.</param>
    public FigureWatch(TenantSettings settings, long startMs)
    {
        (this.settings, this.startMs, endMs) = (settings, startMs, settings.Calendar.EndOfInterval(startMs));
        Date = settings.Calendar.At(startMs).Date;
        var version = settings.On(Date);
        foreach (var goal in version.Goals.Where(goal => goal.IsInForce(Date)))
        {
            if (Catalogue.Find(goal.Kpi) is { ShiftOf: null } kpi && FromOf(goal) is { } fromMs)
                goals.Add((goal, kpi, fromMs, new KpiTable(WatchQuery.Of(kpi, fromMs, endMs, null, goal.Channel, goal.Queue), settings)));
        }
        rules.AddRange(version.Alerting.Figures.Select(rule =>
            (rule, new KpiTable(WatchQuery.Of(rule.Kpi, startMs, endMs, rule.By, rule.Channel, rule.Queue), settings))));
    }

    public DateOnly Date { get; }

    public bool IsIdle => goals.Count == 0 && rules.Count == 0;

    /// <summary>True if a rule needs to know what is usual.</summary>
    public bool NeedsUsual => rules.Count > 0;

    /// <summary>True if it must be given the balances before its first day, as for the backlog.</summary>
    public bool NeedsBalances => goals.Exists(item => item.Table.ShowsBalances);

    /// <summary>The first business day whose cells it needs; the last one is that of the interval.</summary>
    public DateOnly FirstDate => settings.Calendar.At(goals.Select(item => item.FromMs).Append(startMs).Min()).Date;

    public void Add(CellKey key, Tally tally)
    {
        foreach (var (_, _, _, table) in goals)
            table.Add(key, tally);
        foreach (var (_, table) in rules)
            table.Add(key, tally);
    }

    /// <param name="usual">What is usual on this day; null if no rule needs it.</param>
    public WatchOutcome Judge(WatchState before, UsualDay? usual)
    {
        var raised = new List<Alert>();
        var gone = new List<string>();
        var standings = new Dictionary<string, GoalStanding>(before.Goals);
        foreach (var (goal, kpi, fromMs, table) in goals)
        {
            if (Sure(table) is not { Figure.Value: { } value })
                continue;
            var known = standings.GetValueOrDefault(goal.Key);
            long periodMs = goal.Grain == Grain.Interval ? 0 : fromMs;
            if (known?.FromMs != periodMs)
                known = new GoalStanding(GoalLevel.Met, periodMs, null, null);
            standings[goal.Key] = Judge(goal, kpi, value, known, raised, gone);
        }
        var outs = before.Day == Date ? new Dictionary<string, string>(before.Out) : [];
        foreach (var (rule, table) in usual is null ? [] : rules)
            Judge(rule, table, usual!, outs, raised, gone);
        return new WatchOutcome(new WatchState(endMs, Date, standings, outs), raised, gone);
    }

    private GoalStanding Judge(Goal goal, Kpi kpi, double value, GoalStanding known, List<Alert> raised, List<string> gone)
    {
        var level = new GoalCourse(goal, kpi).Next(known.Level, value);
        var now = known with { Level = level };
        if (level < GoalLevel.Missed && known.Missed is { } missed)
        {
            gone.Add(missed);
            now = now with { Missed = null };
        }
        if (level == GoalLevel.Met && known.Warning is { } warning)
        {
            gone.Add(warning);
            now = now with { Warning = null };
        }
        if (level == GoalLevel.Warned && known.Level == GoalLevel.Met)
            now = now with { Warning = Raised(AlertKind.GoalWarning) };
        if (level == GoalLevel.Missed && known.Level < GoalLevel.Missed)
            now = now with { Missed = Raised(AlertKind.GoalMissed) };
        return now;

        string Raised(AlertKind kind)
        {
            raised.Add(new Alert(kind, endMs, goal.Key)
            {
                Kpi = goal.Kpi,
                Channel = goal.Channel,
                Queue = goal.Queue,
                Value = value,
                Expected = goal.Target,
                Owner = goal.Owner,
            });
            return raised[^1].Id;
        }
    }

    private void Judge(FigureRule rule, KpiTable table, UsualDay usual, Dictionary<string, string> outs, List<Alert> raised, List<string> gone)
    {
        var rows = Rows(table).ToDictionary(row => string.Join('\0', row.Keys));
        string local = settings.Calendar.LocalTime(startMs).Time;
        foreach (string group in rows.Keys.Union(outs.Keys.Where(key => key.StartsWith($"{rule.Name}\0", StringComparison.Ordinal)).Select(key => key[(rule.Name.Length + 1)..])).ToList())
        {
            string key = $"{rule.Name}\0{group}";
            var row = rows.GetValueOrDefault(group);
            bool wasOut = outs.TryGetValue(key, out string? id);
            if (ValueOf(rule, row) is not { } value || usual.Of(rule, group, local, row?.Figure) is not { } normal)
                continue;
            bool isOut = rule.IsOut(value, normal, wasOut);
            if (isOut && !wasOut)
            {
                raised.Add(Of(rule, group, value, normal));
                outs[key] = raised[^1].Id;
            }
            else if (!isOut && wasOut)
            {
                outs.Remove(key);
                if (rule.Action is null)
                    gone.Add(id!);
            }
        }
    }

    private Alert Of(FigureRule rule, string group, double value, Usual normal)
    {
        string? By(string key) => rule.By == key ? group : null;
        return new Alert(rule.Action is null ? AlertKind.Outlier : AlertKind.Action, endMs, $"{rule.Name}\0{group}")
        {
            Rule = rule.Name,
            Kpi = rule.Kpi.FullId,
            Value = value,
            Expected = normal.Median,
            Action = rule.Action,
            Owner = rule.Owner,
            Channel = By("channel") ?? rule.Channel,
            Queue = By("queue") ?? rule.Queue,
            Reason = By("reason"),
            Priority = By("priority"),
        };
    }

    /// <summary>A figure that rests on enough; null where it does not, or there is none.</summary>
    private static double? ValueOf(FigureRule rule, KpiRow? row) =>
        UsualDay.IsCount(rule.Kpi) ? row?.Figure.Value ?? 0 : row is { Figure.Value: { } value } && row.Figure.N >= rule.Minimum ? value : null;

    private KpiRow? Sure(KpiTable table) => Rows(table).FirstOrDefault(row => !row.IsSmallSample);

    private IEnumerable<KpiRow> Rows(KpiTable table) => table.Rows(endMs);

    /// <summary>Where the period of a goal begins; null where its cadence looks at it only at a day's end, and this is none.</summary>
    private long? FromOf(Goal goal) => goal.Grain switch
    {
        Grain.Interval => startMs,
        Grain.Day => settings.Calendar.StartOfDay(Date),
        _ when endMs < settings.Calendar.EndOfDay(Date) => null,
        Grain.Week => settings.Calendar.StartOfDay(BusinessWeek.MondayOf(Date)),
        _ => settings.Calendar.StartOfDay(new DateOnly(Date.Year, Date.Month, 1)),
    };
}
