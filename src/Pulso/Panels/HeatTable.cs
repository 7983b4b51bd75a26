using Pulso.Calendars;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Panels;

/// <summary>One field of a heat map.</summary>
/// <param name="Time">The wall-clock time at which its slot begins, as HH:mm.</param>
public sealed record HeatField(DayOfWeek Weekday, string Time, Figure Figure, bool IsSmallSample);

/// <summary>Adds up a KPI by weekday and time of day. Both passes of a repeated hour are one slot here.</summary>
/// <param name="query">The range, with its filters; its grain and keys do not matter.</param>
/// <param name="byHour">True for slots of an hour; false for the tenant's intervals.</param>
public sealed class HeatTable(KpiQuery query, Kpi kpi, bool byHour, TenantSettings settings)
{
    private readonly Dictionary<(DayOfWeek, string), Tally> sums = [];
    private readonly Dictionary<long, string> times = [];

    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind != kpi.Home || !query.Includes(key) || !IsTaken(key))
            return;
        var slot = (key.Date.DayOfWeek, TimeOf(key.IntervalMs));
        if (!sums.TryGetValue(slot, out var sum))
            sums.Add(slot, sum = new Tally());
        sum.Add(tally);
    }

    /// <summary>The slots in which anything happened, by weekday from Monday on and time.</summary>
    public IEnumerable<HeatField> Fields(SettingsVersion version)
    {
        var formula = Catalogue.Under(kpi, version);
        foreach (var ((weekday, time), sum) in sums.OrderBy(slot => BusinessWeek.PlaceOf(slot.Key.Item1)).ThenBy(slot => slot.Key.Item2, StringComparer.Ordinal))
        {
            var figure = Figure.Of(formula, sum);
            yield return new HeatField(weekday, time, figure, KpiTable.IsSmall(kpi, figure, version));
        }
    }

    private bool IsTaken(CellKey key) => kpi.Scope switch
    {
        Scope.AllDirections => query.MatchesInAnyDirection(key),
        Scope.Inbound => query.Matches(key) && key.Dimensions.Direction == Contact.Inbound,
        _ => query.Matches(key) && key.Dimensions.Direction != Dimensions.None,
    };

    private string TimeOf(long intervalMs)
    {
        if (!times.TryGetValue(intervalMs, out string? time))
        {
            time = settings.Calendar.LocalTime(intervalMs).Time;
            times.Add(intervalMs, time = byHour ? $"{time[..2]}:00" : time);
        }
        return time;
    }
}
