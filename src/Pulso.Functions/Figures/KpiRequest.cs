using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pulso.Events.Parsing;
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
        var found = faults = [.. query.Keys.Where(name => !Known.Contains(name)).Select(name => $"{name}: is not a parameter")];
        string today = $"{settings.Calendar.At(nowMs).Date:yyyy-MM-dd}";
        string fromText = Text(query, "from") ?? today;
        string toText = Text(query, "to") ?? today;
        long from = Bound(fromText, settings, upper: false) ?? Fault("from", "must be a date or an instant");
        long to = Bound(toText, settings, upper: true) ?? Fault("to", "must be a date or an instant");
        if (faults.Count == 0 && to <= from)
            Fault("to", "must be later than from");
        if (!Enum.TryParse<Grain>(Text(query, "grain") ?? "total", ignoreCase: true, out var grain) || !Enum.IsDefined(grain))
            Fault("grain", "must be interval, hour, day, week, month or total");
        if (faults.Count == 0 && (to - from) / ShortestMs(grain) > PeriodLimit)
            Fault("grain", $"gives more than {PeriodLimit} periods in this range");
        var by = List(query, "by");
        string? compare = Text(query, "compare");
        int? generation = int.TryParse(compare, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        var other = compare is null || generation is not null ? null : Catalogue.Find(compare);
        if (compare is not (null or KpiQuery.Variant) && generation is null && other is null)
            Fault("compare", "must be variant, the number of a generation, or a KPI");
        if (compare == KpiQuery.Variant && !by.Contains(KpiQuery.Variant))
            by.Add(KpiQuery.Variant);
        foreach (string key in by.Where(key => !KpiQuery.Keys.ContainsKey(key)))
            Fault("by", $"'{key}' is none of {string.Join(", ", KpiQuery.Keys.Keys)}");
        var ids = List(query, "kpi");
        foreach (string id in ids.Where(id => Catalogue.Find(id) is null))
            Fault("kpi", $"'{id}' is not in the catalogue");
        if (other is not null && ids.Count != 1)
            Fault("kpi", "must be one, to be compared with another");
        if (!int.TryParse(Text(query, "days") ?? $"{DefaultShiftDays}", CultureInfo.InvariantCulture, out int days) || days is < 1 or > 366)
            Fault("days", "must be a whole number from 1 to 366");
        var kind = KpiQuery.KindWith(by.Concat(query.Keys.Where(name => KpiQuery.Keys.ContainsKey(name))));
        if (kind is null)
            Fault("by", "has keys that no figure has together");
        foreach (string id in ids.Where(id => kind is { } of && of != FacetKind.Whole && Catalogue.Find(id)?.IsKeptIn(of) == false))
            Fault("kpi", $"'{id}' is not kept by these keys");
        if (faults.Count > 0)
            return null;
        var where = KpiQuery.Keys.Keys.Where(name => List(query, name).Count > 0)
            .ToDictionary(name => name, name => (IReadOnlySet<string>)List(query, name).ToHashSet());
        var kpis = ids.Count > 0 ? ids.Select(id => Catalogue.Find(id)!) : Catalogue.All.Where(kpi => kind == FacetKind.Whole || kpi.IsKeptIn(kind!.Value));
        return new KpiRequest(new KpiQuery(from, to, fromText, toText, grain, [.. by.Distinct()], [.. kpis], where), days, compare == KpiQuery.Variant, Text(query, "baseline"))
        {
            Generation = generation,
            Other = other,
        };

        long Fault(string name, string reason)
        {
            found.Add($"{name}: {reason}");
            return 0;
        }
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

    private static string? Text(IQueryCollection query, string name) => query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    private static List<string> List(IQueryCollection query, string name) =>
        [.. (Text(query, name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
