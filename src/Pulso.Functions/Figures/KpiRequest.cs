using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pulso.Events.Parsing;
using Pulso.Functions.Http;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Figures;

/// <summary>What <c>GET kpis</c> is asked.</summary>
/// <param name="ShiftDays">How many days before and after an annotation are held against each other.</param>
/// <param name="Compares">True to hold the arms of an experiment against one of them.</param>
/// <param name="Baseline">That arm; null for <c>control</c>, else the first by name.</param>
internal sealed record KpiRequest(KpiQuery Query, int ShiftDays, bool Compares, string? Baseline)
{
    /// <summary>The generation to compare with; null for none.</summary>
    public int? Generation { get; init; }

    /// <summary>The KPI to hold the one asked for against; null for none.</summary>
    public Kpi? Other { get; init; }

    private const int PeriodLimit = 10_000;
    private const int DefaultShiftDays = 28;

    private static readonly HashSet<string> Known = ["from", "to", "grain", "by", "kpi", "days", "compare", "baseline", .. KpiQuery.Keys.Keys];

    /// <summary>Reads the query; every fault in one answer.</summary>
    public static KpiRequest? Read(IQueryCollection query, TenantSettings settings, long nowMs, out List<string> faults)
    {
        faults = [.. query.Unknown(Known)];
        string today = $"{settings.Calendar.At(nowMs).Date:yyyy-MM-dd}";
        string fromText = query.Text("from") ?? today;
        string toText = query.Text("to") ?? today;
        var (from, to) = Range(fromText, toText, settings, faults);
        var grain = GrainOf(query, to - from, faults);
        var (generation, other) = Compared(query, faults);
        var by = By(query, faults);
        var ids = query.List("kpi");
        foreach (string id in ids.Where(id => Catalogue.Find(id) is null))
            faults.Add($"kpi: '{id}' is not in the catalogue");
        if (other is not null && ids.Count != 1)
            faults.Add("kpi: must be one, to be compared with another");
        if (!int.TryParse(query.Text("days") ?? $"{DefaultShiftDays}", CultureInfo.InvariantCulture, out int days) || days is < 1 or > 366)
            faults.Add("days: must be a whole number from 1 to 366");
        var kpis = Kpis(query, by, ids, faults);
        if (faults.Count > 0)
            return null;
        var where = KpiQuery.Keys.Keys.Where(name => query.List(name).Count > 0)
            .ToDictionary(name => name, name => (IReadOnlySet<string>)query.List(name).ToHashSet());
        return new KpiRequest(new KpiQuery(from, to, fromText, toText, grain, by, kpis, where), days, query.Text("compare") == KpiQuery.Variant, query.Text("baseline"))
        {
            Generation = generation,
            Other = other,
        };
    }

    private static (long FromMs, long ToMs) Range(string fromText, string toText, TenantSettings settings, List<string> faults)
    {
        var from = Bound(fromText, settings, upper: false);
        var to = Bound(toText, settings, upper: true);
        if (from is null)
            faults.Add("from: must be a date or an instant");
        if (to is null)
            faults.Add("to: must be a date or an instant");
        if (to <= from)
            faults.Add("to: must be later than from");
        return (from ?? 0, to ?? 0);
    }

    private static Grain GrainOf(IQueryCollection query, long lengthMs, List<string> faults)
    {
        if (!Enum.TryParse<Grain>(query.Text("grain") ?? "total", ignoreCase: true, out var grain) || !Enum.IsDefined(grain))
            faults.Add("grain: must be interval, hour, day, week, month or total");
        else if (faults.Count == 0 && lengthMs / ShortestMs(grain) > PeriodLimit)
            faults.Add($"grain: gives more than {PeriodLimit} periods in this range");
        return grain;
    }

    /// <summary>The generation, or the KPI, to compare with.</summary>
    private static (int? Generation, Kpi? Other) Compared(IQueryCollection query, List<string> faults)
    {
        if (query.Text("compare") is not { } compare || compare == KpiQuery.Variant)
            return (null, null);
        if (int.TryParse(compare, NumberStyles.None, CultureInfo.InvariantCulture, out int generation))
            return (generation, null);
        if (Catalogue.Find(compare) is { } other)
            return (null, other);
        faults.Add("compare: must be variant, the number of a generation, or a KPI");
        return (null, null);
    }

    private static List<string> By(IQueryCollection query, List<string> faults)
    {
        var by = query.List("by").Concat(query.Text("compare") == KpiQuery.Variant ? [KpiQuery.Variant] : []).Distinct().ToList();
        faults.AddRange(by.Where(key => !KpiQuery.Keys.ContainsKey(key)).Select(key => $"by: '{key}' is none of {string.Join(", ", KpiQuery.Keys.Keys)}"));
        return by;
    }

    /// <summary>The KPIs asked for; where none are, all that are kept by these keys.</summary>
    private static List<Kpi> Kpis(IQueryCollection query, List<string> by, List<string> ids, List<string> faults)
    {
        var kpis = ids.Select(Catalogue.Find).OfType<Kpi>();
        if (KpiQuery.KindWith(by.Concat(query.Keys.Where(KpiQuery.Keys.ContainsKey))) is not { } kind)
            faults.Add("by: has keys that no figure has together");
        else if (ids.Count == 0)
            kpis = Catalogue.All.Where(kpi => kind == FacetKind.Whole || kpi.IsKeptIn(kind));
        else if (kind != FacetKind.Whole)
            faults.AddRange(kpis.Where(kpi => !kpi.IsKeptIn(kind)).Select(kpi => $"kpi: '{kpi.FullId}' is not kept by these keys"));
        return [.. kpis];
    }

    private static long ShortestMs(Grain grain) => grain switch
    {
        Grain.Interval => 900_000,
        Grain.Hour => 3_600_000,
        _ => 86_400_000,
    };

    private static long? Bound(string text, TenantSettings settings, bool upper)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1970 and < 2200)
            return upper ? settings.Calendar.EndOfDay(date) : settings.Calendar.StartOfDay(date);
        return Instants.Parse(text);
    }
}
