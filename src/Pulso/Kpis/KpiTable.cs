using Pulso.Calendars;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Kpis;

/// <summary>One row of an answer.</summary>
/// <param name="Keys">The values of the dimensions that the query splits by, in its order.</param>
/// <param name="Status"><c>provisional</c> until the KPI has settled, then <c>final</c>.</param>
/// <param name="IsSmallSample">True where a ratio or percentile rests on fewer observations than the settings' minimum.</param>
/// <param name="Definitions">The versions of formulas and settings that made it: <c>1.2</c>, or <c>1.2-3</c> across versions.</param>
public sealed record KpiRow(
    Period Period, IReadOnlyList<string> Keys, Kpi Kpi, Figure Figure, bool IsSmallSample, string Status, string Definitions)
{
    /// <summary>The counters that it was made of; null where it is told of an instant, or of contacts against their forecast.</summary>
    public Tally? Sum { get; init; }

    /// <summary>The formula that was used: the KPI's own, or the one that the settings choose for it.</summary>
    public Kpi Formula { get; init; } = Kpi;
}

/// <summary>Adds cells up into the rows of a query. Any period and any group is a sum of cells; ratios are made last.</summary>
/// <remarks>Shifts lie around annotations, not in periods: they are a <see cref="ShiftTable"/>'s.</remarks>
public sealed class KpiTable(KpiQuery query, TenantSettings settings)
{
    private readonly Dictionary<(long Order, string Keys), Group> groups = [];
    private readonly Dictionary<Slot, Period> periods = [];
    private readonly IReadOnlyList<Shown> kpis = [.. query.Kpis.Where(kpi => kpi.ShiftOf is null).Select(kpi => new Shown(kpi, query))];
    private readonly bool needsAllDirections = query.Kpis.Any(kpi => kpi.AllDirections);
    private readonly BacklogTable backlog = new(query);
    private readonly LifetimeTable lifetimes = new(query);
    private readonly ForecastTable forecasts = new(query);
    private readonly bool showsLifetimes = query.Kpis.Any(kpi => kpi.ToDate && query.Knows(kpi));
    private readonly bool showsForecasts = query.Kpis.Any(kpi => kpi.IsForecastAccuracy && query.Knows(kpi));
    private readonly HashSet<FacetKind> kinds = query.Kind == FacetKind.Whole ? [.. query.Kpis.Select(kpi => kpi.Home)] : [query.Kind];

    /// <summary>True if it shows what is open, or other balances, and so must be given every change of them since the beginning.</summary>
    public bool ShowsBalances => ShowsBacklog || showsLifetimes;

    private bool ShowsBacklog { get; } = query.Kpis.Any(kpi => kpi.Stock is not null);

    /// <summary>Adds a cell, if the query asks for it.</summary>
    public void Add(CellKey key, Tally tally)
    {
        if (ShowsBacklog)
            backlog.Add(key, tally);
        if (showsLifetimes)
            lifetimes.Add(key, tally);
        if (showsForecasts)
            forecasts.Add(key, tally);
        if (!kinds.Contains(key.Kind) || !query.Includes(key) || !query.MatchesInAnyDirection(key))
            return;
        bool isAsked = query.MatchesDirection(key);
        if (isAsked || needsAllDirections)
            At(PeriodOf(new Slot(key.Date, key.IntervalMs)), query.KeysOf(key)).Add(key, tally, isAsked);
    }

    /// <summary>The rows, by period, keys and the catalogue's order; without keys, periods without data have rows too.</summary>
    public IEnumerable<KpiRow> Rows(long nowMs)
    {
        if (query.By.Count == 0 || ShowsBalances)
            AddPeriods(nowMs);
        foreach (var (interval, keys, contacts, expected) in forecasts.Until(nowMs, settings.Calendar))
            At(PeriodOf(interval), keys).Forecast.Add(contacts, expected);
        Standing? standing = null;
        foreach (var group in groups.Values.OrderBy(group => group.Period.Order).ThenBy(group => string.Join('\0', group.Keys), StringComparer.Ordinal))
        {
            if (standing?.Period != group.Period)
                standing = new Standing(group.Period, settings, nowMs);
            foreach (var shown in kpis)
            {
                var kpi = shown.Kpi;
                var formula = Catalogue.Under(kpi, standing.Version);
                var figure = FigureOf(shown, formula, group);
                yield return new KpiRow(group.Period, group.Keys, kpi, figure, IsSmall(kpi, figure, standing.Version), standing.StatusOf(kpi), standing.Definitions)
                {
                    Sum = SumOf(shown, group),
                    Formula = formula,
                };
            }
        }
    }

    private static Figure FigureOf(Shown shown, Kpi formula, Group group)
    {
        var kpi = shown.Kpi;
        if (kpi.Stock is { } stock)
            return group.Backlog.GetValueOrDefault(stock) ?? NothingOpen(stock, group);
        if (!shown.IsKnown || shown.MixesTimes)
            return Figure.None;
        if (kpi.IsForecastAccuracy)
            return group.Forecast.Figure;
        if (kpi.ToDate)
            return Figure.Of(kpi, group.Lifetime);
        var sum = group.Of(shown.Kind, kpi.Scope);
        return shown.Kind == FacetKind.Agent ? Figure.OfAgents(formula, sum) : Figure.Of(formula, sum);
    }

    private static Tally? SumOf(Shown shown, Group group) => shown.Kpi.Stock is not null || shown.Kpi.IsForecastAccuracy || !shown.IsKnown ? null
        : shown.Kpi.ToDate ? group.Lifetime : group.Of(shown.Kind, shown.Kpi.Scope);

    /// <summary>True where a value that is not a mere count rests on fewer observations than the settings ask for.</summary>
    internal static bool IsSmall(Kpi kpi, Figure figure, SettingsVersion version) =>
        figure.Value is not null && (kpi.Denominator ?? (object?)kpi.Quantile ?? kpi.ShiftOf) is not null && figure.N < version.MinimumSample;

    /// <summary>Final once the KPI's settling days have passed since the last business day's end.</summary>
    public static string Status(Kpi kpi, SettingsVersion version, DateOnly lastDay, TenantSettings settings, long nowMs)
    {
        long settled = settings.Calendar.EndOfDay(lastDay.AddDays(Catalogue.SettlesAfterDays(kpi, version)));
        return nowMs >= settled ? "final" : "provisional";
    }

    /// <summary>The versions of formulas and settings that a period's figures are made with.</summary>
    public static string Definitions(Period period, TenantSettings settings)
    {
        int first = settings.On(period.FirstDay).Number;
        int last = settings.On(period.LastDay).Number;
        return first == last ? $"{Catalogue.Version}.{first}" : $"{Catalogue.Version}.{first}-{last}";
    }

    /// <summary>Gives each period of the range its rows, and the backlog as of its end; of a running one as of now.</summary>
    private void AddPeriods(long nowMs)
    {
        Period? last = null;
        for (long at = query.FromMs; at < query.ToMs;)
        {
            var slot = settings.Calendar.At(at);
            var period = PeriodOf(slot);
            if (query.By.Count == 0)
                At(period, []);
            if (at <= nowMs && period != last)
                AddBalances(period, Math.Min(nowMs, Math.Min(period.EndMs, query.ToMs)));
            last = period;
            at = query.Grain switch
            {
                Grain.Interval or Grain.Hour => settings.Calendar.EndOfInterval(slot.IntervalMs),
                Grain.Total => query.ToMs,
                _ => settings.Calendar.EndOfDay(slot.Date),
            };
        }
    }

    /// <summary>Where something happened and nothing is open, that is 0; where nothing is known, it is no data.</summary>
    private static Figure NothingOpen(Stock stock, Group group) =>
        stock.AgePercent is not null || group.Of(FacetKind.Whole, Scope.Asked).IsEmpty ? Figure.None : new Figure(0, 0, null, 0, null, null);

    private void AddBalances(Period period, long asOfMs)
    {
        foreach (var (keys, sum) in lifetimes.AsOf(asOfMs))
            At(period, keys).Lifetime.Add(sum);
        foreach (var (keys, open) in backlog.AsOf(asOfMs).Where(group => group.Open.Count > 0))
        {
            var group = At(period, keys);
            foreach (var stock in query.Kpis.Select(kpi => kpi.Stock).OfType<Stock>())
            {
                double? value = stock.AgePercent is { } percent ? open.Age(asOfMs, percent) : open.Count;
                group.Backlog[stock] = new Figure(value, stock.AgePercent is null ? open.Count : null, null, open.Count, null, null);
            }
        }
    }

    // A period is dear to make, and there are many cells in an interval.
    private Period PeriodOf(Slot slot)
    {
        if (!periods.TryGetValue(slot, out var period))
            periods.Add(slot, period = query.PeriodOf(slot.Date, slot.IntervalMs, settings.Calendar));
        return period;
    }

    private static (long, string) Id(Period period, string[] keys) => (period.Order, string.Join('\0', keys));

    private Group At(Period period, string[] keys)
    {
        var id = Id(period, keys);
        if (!groups.TryGetValue(id, out var group))
            groups.Add(id, group = new Group(period, keys));
        return group;
    }

    /// <summary>A KPI, and what the query makes of it in every row.</summary>
    private sealed class Shown(Kpi kpi, KpiQuery query)
    {
        public Kpi Kpi => kpi;

        /// <summary>The cells that it is made of.</summary>
        public FacetKind Kind { get; } = query.Kind == FacetKind.Whole ? kpi.Home : query.Kind;

        public bool IsKnown { get; } = query.Knows(kpi);

        /// <summary>True where it holds time, which has no such keys, against contacts.</summary>
        public bool MixesTimes { get; } = query.SplitsContacts && kpi.IsTimeAgainstContacts;
    }

    /// <summary>What all rows of a period share: the definitions that made them, and which KPIs have settled.</summary>
    private sealed class Standing(Period period, TenantSettings settings, long nowMs)
    {
        private readonly Dictionary<int, string> statuses = [];

        public Period Period => period;

        public SettingsVersion Version { get; } = settings.On(period.LastDay);

        public string Definitions { get; } = KpiTable.Definitions(period, settings);

        public string StatusOf(Kpi kpi)
        {
            int days = Catalogue.SettlesAfterDays(kpi, Version);
            if (!statuses.TryGetValue(days, out string? status))
                statuses.Add(days, status = Status(kpi, Version, period.LastDay, settings, nowMs));
            return status;
        }
    }

    /// <summary>One period of one group: its sums by kind of cell and scope, and what is open at its end.</summary>
    private sealed record Group(Period Period, string[] Keys)
    {
        // Each cell is added once, under the smallest scope that holds it.
        private readonly Dictionary<(FacetKind Kind, Scope Scope), Tally> parts = [];
        private readonly Dictionary<(FacetKind, Scope), Tally> sums = [];

        public Dictionary<Stock, Figure> Backlog { get; } = [];

        /// <summary>What customers are worth at its end.</summary>
        public Tally Lifetime { get; } = new();

        public ForecastErrors Forecast { get; } = new();

        public Tally Of(FacetKind kind, Scope scope)
        {
            if (sums.TryGetValue((kind, scope), out var sum))
                return sum;
            sums.Add((kind, scope), sum = new Tally());
            foreach (var (part, tally) in parts.Where(part => part.Key.Kind == kind && part.Key.Scope <= scope))
                sum.Add(tally);
            return sum;
        }

        /// <param name="isAsked">False for a cell that only a filter by direction leaves out.</param>
        public void Add(CellKey key, Tally tally, bool isAsked)
        {
            // Where only costs and forecasts lie, nothing has happened: that is no data, and not 0.
            var scope = !isAsked || key.Dimensions.Direction == Dimensions.None ? Scope.AllDirections
                : key.Dimensions.Direction == Timelines.Contacts.Contact.Inbound ? Scope.Inbound : Scope.Asked;
            if (!parts.TryGetValue((key.Kind, scope), out var part))
                parts.Add((key.Kind, scope), part = new Tally());
            part.Add(tally);
            sums.Clear();
        }
    }
}
