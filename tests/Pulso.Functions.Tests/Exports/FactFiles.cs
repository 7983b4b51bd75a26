using System.Globalization;
using Pulso.Acceptance.Running;

namespace Pulso.Functions.Tests.Exports;

/// <summary>
/// Makes the figures once more from the exported files alone: counters summed over the facts, under the formulas that <c>dim_kpi</c> tells,
/// percentiles by nearest rank from <c>fact_distribution</c>, the backlog from <c>fact_backlog</c>. Nothing of the product is used.
/// </summary>
internal sealed class FactFiles
{
    // Flags that a contact adds once at most, at its own start.
    private static readonly string[] OncePerContact =
    [
        "customer_known", "classified", "attended", "needed_human", "unanswered", "ivr_entered", "ivr_abandoned", "escalated", "transferred",
        "fcr_eligible", "fcr", "recontacted", "fcr_single", "fcr_week", "fcr_first_eligible", "fcr_first", "is_recontact",
    ];

    private readonly Dictionary<string, List<(string Date, List<Csv.Row> Rows)>> facts = [];
    private readonly IReadOnlyDictionary<string, byte[]> contents;
    private readonly Dictionary<string, Csv.Row> kpis;
    private readonly Dictionary<string, string> homes = [];

    public FactFiles(IReadOnlyDictionary<string, byte[]> contents)
    {
        this.contents = contents;
        kpis = Csv.Read(contents["v1/dim_kpi/all.csv"]).Rows.ToDictionary(row => row["id"]);
        foreach (var (path, bytes) in contents.Where(file => file.Key.Contains("/date=", StringComparison.Ordinal) && file.Key.StartsWith("v1/fact_", StringComparison.Ordinal)))
        {
            string table = path.Split('/')[1];
            var csv = Csv.Read(bytes);
            if (!facts.TryGetValue(table, out var days))
                facts.Add(table, days = []);
            days.Add((path.Split("date=")[1][..10], [.. csv.Rows.Where(row => !row.Has("direction") || row["direction"] == "inbound")]));
            if (table is not ("fact_contact" or "fact_agent"))
            {
                foreach (string column in csv.Header)
                    homes.TryAdd(column, table);
            }
        }
        foreach (string column in Csv.Read(contents.First(file => file.Key.Contains("/fact_interval/", StringComparison.Ordinal)).Value).Header)
            homes[column] = "fact_interval";
    }

    public List<string> Differences { get; } = [];

    public Dictionary<string, int> ByTable { get; } = [];

    public int Compared => ByTable.Values.Sum();

    /// <summary>Compares every row of a table of figures.</summary>
    public void Compare(string table)
    {
        foreach (var row in contents.Where(file => file.Key.StartsWith($"v1/{table}/", StringComparison.Ordinal)).SelectMany(file => Csv.Read(file.Value).Rows))
        {
            string id = row["variant"].Length == 0 ? row["kpi"] : $"{row["kpi"]}.{row["variant"]}";
            double? expected = ValueOf(kpis[id], row);
            double tolerance = id.StartsWith("backlog_age", StringComparison.Ordinal) ? 0.011 * (row.Double("value") ?? 0) : 1e-9 * Math.Max(1, Math.Abs(row.Double("value") ?? 0));
            Same(table, $"{table} {row["period_start"]} {row["level"]} {row["channel"]} {row["queue"]} {id}", expected, row.Double("value"), tolerance);
        }
    }

    /// <summary>Compares the contacts of each day with the counters of the intervals.</summary>
    public void CompareContacts()
    {
        foreach (var (date, contacts) in facts["fact_contact"])
        {
            var intervals = facts["fact_interval"].Single(day => day.Date == date).Rows;
            Same("fact_contact", $"{date} contacts", contacts.Count, intervals.Sum(row => row.Long("contacts")), 0);
            foreach (string flag in OncePerContact)
                Same("fact_contact", $"{date} {flag}", contacts.Sum(row => row.Long(flag)), intervals.Sum(row => row.Long(flag)), 0);
        }
    }

    private double? ValueOf(Csv.Row kpi, Csv.Row of)
    {
        string formula = kpi["formula"];
        if (formula.Contains("th percentile of the age", StringComparison.Ordinal))
            return Age(of, int.Parse(formula[..2], CultureInfo.InvariantCulture));
        if (formula.Contains("th percentile of ", StringComparison.Ordinal))
            return Percentile(of, formula.Split(" of ")[1], int.Parse(formula[..2], CultureInfo.InvariantCulture));
        if (formula.StartsWith("open,", StringComparison.Ordinal))
            return Backlog(of).Sum(row => row.Long("open"));
        string[] sides = formula.Split(" / ");
        double above = Sum(of, sides[0]) * Factor(kpi["unit"]);
        return sides.Length == 1 ? above : above / Sum(of, sides[1]);
    }

    private static double Factor(string unit) => unit switch
    {
        "s" or "money" or "points" or "1-7" or "-1..1" => 1 / 1_000.0,
        "-100..100" => 100,
        _ => 1,
    };

    /// <summary>A sum of counters such as <c>(talk_ms + hold_ms − wrap_ms)</c>.</summary>
    private long Sum(Csv.Row of, string terms)
    {
        long sum = 0;
        int sign = 1;
        foreach (string term in terms.Trim('(', ')').Split(' '))
        {
            if (term is "+" or "−")
                sign = term == "+" ? 1 : -1;
            else
                sum += sign * Rows(of, homes[term]).Sum(row => row.Long(term));
        }
        return sum;
    }

    /// <summary>By nearest rank: the harmonic mean of the bounds of the bucket that holds it.</summary>
    private double? Percentile(Csv.Row of, string measure, int percent)
    {
        var buckets = Rows(of, "fact_distribution").Where(row => row["measure"] == measure).OrderBy(row => row.Long("bucket")).ToList();
        long rank = ((buckets.Sum(row => row.Long("count")) * percent) + 99) / 100;
        foreach (var bucket in buckets)
        {
            rank -= bucket.Long("count");
            var (low, high) = (bucket.Double("lower_ms")!.Value / 1_000, bucket.Double("upper_ms")!.Value / 1_000);
            if (rank <= 0)
                return high == 0 ? 0 : 2 * low * high / (low + high);
        }
        return null;
    }

    private double? Age(Csv.Row of, int percent)
    {
        var buckets = Backlog(of).OrderBy(row => row.Long("bucket")).ToList();
        long rank = ((buckets.Sum(row => row.Long("open")) * percent) + 99) / 100;
        foreach (var bucket in buckets)
        {
            rank -= bucket.Long("open");
            var (low, high) = (bucket.Double("lower_ms")!.Value / 1_000, bucket.Double("upper_ms")!.Value / 1_000);
            if (rank <= 0)
                return high == 0 ? 0 : 2 * low * high / (low + high);
        }
        return null;
    }

    /// <summary>What is open at the end of the last published day of the period; a day that leaves nothing open has no file.</summary>
    private IEnumerable<Csv.Row> Backlog(Csv.Row of)
    {
        if (!facts.TryGetValue("fact_backlog", out var days))
            return [];
        string last = days.Concat(facts["fact_interval"]).Select(day => day.Date).Where(date => string.CompareOrdinal(date, of["period_end"]) <= 0).Max(StringComparer.Ordinal) ?? "";
        return days.Where(day => day.Date == last).SelectMany(day => day.Rows).Where(row => IsOf(row, of));
    }

    private IEnumerable<Csv.Row> Rows(Csv.Row of, string table) => facts.TryGetValue(table, out var days)
        ? days.Where(day => string.CompareOrdinal(day.Date, of["period_start"]) >= 0 && string.CompareOrdinal(day.Date, of["period_end"]) <= 0)
            .SelectMany(day => day.Rows).Where(row => IsOf(row, of))
        : [];

    private static bool IsOf(Csv.Row row, Csv.Row of) =>
        (of["channel"] == "*" || row["channel"] == of["channel"]) && (of["queue"] == "*" || row["queue"] == of["queue"]);

    private void Same(string table, string place, double? expected, double? actual, double tolerance)
    {
        ByTable[table] = ByTable.GetValueOrDefault(table) + 1;
        if (expected is null != actual is null || Math.Abs((expected ?? 0) - (actual ?? 0)) > tolerance)
            Differences.Add($"{place}: the facts say {expected}, the file {actual}");
    }
}
