using Pulso.Events;
using Pulso.Kpis;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Agents;

/// <summary>Agents' figures by day are what each second says, on business days told by another library of time zones.</summary>
public sealed class AgentFigureLaws
{
    // Around midnights, and where clocks go forward and back.
    private static readonly (string Zone, string Around)[] Places =
    [
        ("UTC", "2026-03-02T20:00:00Z"), ("America/New_York", "2026-03-08T02:00:00Z"), ("America/New_York", "2026-11-01T02:00:00Z"),
        ("Asia/Jerusalem", "2026-03-26T20:00:00Z"), ("Asia/Jerusalem", "2026-10-24T20:00:00Z"), ("Australia/Lord_Howe", "2026-04-04T12:00:00Z"),
    ];

    [Fact]
    public void Occupancy_and_adherence_are_what_each_second_says()
    {
        int overMidnight = 0, onOtherDays = 0;
        for (int seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var (zone, around) = Places[seed % Places.Length];
            var settings = Tenants.In(zone);
            var events = new AgentGenerator(random, At.Utc(around)).Days("kim");
            var days = Days(events, settings, TimeZoneInfo.FindSystemTimeZoneById(zone));
            var figures = Figures(events.SelectMany(item => Frame.AllOf("/generated", item, null)), settings, "occupancy", "utilisation", "adherence");
            foreach (var (date, day) in days)
            {
                Same(day.Busy, day.Busy + day.Available, figures(date, "occupancy"));
                Same(day.Busy, day.Connected, figures(date, "utilisation"));
                Same(day.Adherent, day.Planned, figures(date, "adherence"));
            }
            overMidnight += days.Values.Count(day => day.OverMidnight);
            onOtherDays += days.Values.Count(day => day.ClocksMove && day.Connected > 0);
        }
        Assert.True(overMidnight > 20 && onOtherDays > 20, $"{overMidnight} midnights, {onOtherDays} days of other length");
    }

    [Fact]
    public void Shares_are_the_seconds_of_each_agent_in_those_of_all() => Law.For(Contacts, contacts =>
    {
        var settings = Tenants.In("UTC", "\"agentCredit\": \"shared\"");
        var figures = Figures(contacts.SelectMany(contact => contact.Script.Frames), settings, "volume");
        foreach (string agent in new[] { "kim", "lee", "sam" })
        {
            long thousandths = contacts.Sum(contact => Share(agent, contact.Seconds));
            Assert.Equal(thousandths / 1_000m, figures("2026-03-02", "volume", agent)?.Numerator ?? 0);
        }
    });

    /// <summary>A contact, and who had it in each second of its handling.</summary>
    private static List<(ContactScript Script, List<string> Seconds)> Contacts(Random random) => [.. Enumerable.Range(0, random.Next(1, 6)).Select(number =>
    {
        var script = new ContactScript($"c{number}").Started(0);
        var seconds = new List<string>();
        for (int leg = random.Next(1, 5); leg > 0; leg--)
        {
            string agent = new[] { "kim", "lee", "sam" }[random.Next(3)];
            int talk = random.Next(1, 400), wrap = random.Next(0, 60);
            script.Handled(600 * leg, (Field.Agent, agent), (Field.Talk, talk * At.Second), (Field.Wrap, wrap * At.Second));
            seconds.AddRange(Enumerable.Repeat(agent, talk + wrap));
        }
        return (script, seconds);
    })];

    /// <summary>Thousandths of the seconds; what rounding down leaves goes to the largest remainders, of equal ones to the first name.</summary>
    private static long Share(string agent, List<string> seconds)
    {
        var counts = seconds.CountBy(name => name).ToDictionary();
        long left = 1_000 - counts.Values.Sum(count => 1_000 * count / seconds.Count);
        var favoured = counts.OrderByDescending(item => 1_000 * item.Value % seconds.Count).ThenBy(item => item.Key, StringComparer.Ordinal)
            .Take((int)left).Select(item => item.Key);
        return (1_000 * counts.GetValueOrDefault(agent) / seconds.Count) + (favoured.Contains(agent) ? 1 : 0);
    }

    private static Dictionary<string, Day> Days(IReadOnlyList<Event> events, TenantSettings settings, TimeZoneInfo zone)
    {
        var days = new Dictionary<string, Day>();
        (string Date, string State) last = ("", "");
        foreach (var (at, state, planned) in new SecondBySecond("kim", events, settings).Seconds())
        {
            var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), zone);
            string date = $"{local:yyyy-MM-dd}";
            if (!days.TryGetValue(date, out var day))
                days.Add(date, day = new Day { ClocksMove = zone.GetUtcOffset(local.Date) != zone.GetUtcOffset(local.Date.AddDays(1)) });
            day.Connected += state == "offline" ? 0 : 1;
            day.Busy += state is "contact" or "wrap" ? 1 : 0;
            day.Available += state == "available" ? 1 : 0;
            day.Planned += planned == "offline" ? 0 : 1;
            day.Adherent += planned != "offline" && SecondBySecond.Adheres(state, planned) ? 1 : 0;
            day.OverMidnight |= last.Date != date && last.State == state && state != "offline";
            last = (date, state);
        }
        return days;
    }

    private static void Same(long numerator, long denominator, Figure? figure)
    {
        Assert.Equal(denominator == 0, figure?.Value is null);
        Assert.Equal(denominator == 0 ? 0 : numerator / (double)denominator, figure?.Value ?? 0, 12);
        Assert.Equal((numerator, denominator), (Seconds(figure?.Numerator), Seconds(figure?.Denominator)));
    }

    private static long Seconds(decimal? hours) => (long)Math.Round((hours ?? 0) * 3_600, 6);

    private delegate Figure? Read(string date, string kpi, string agent = "kim");

    private static Read Figures(IEnumerable<Frame> frames, TenantSettings settings, params string[] kpis)
    {
        var query = new KpiQuery(
            0, At.Utc("2030-01-01T00:00:00Z"), "", "", Grain.Day, ["agent"], [.. kpis.Select(kpi => Catalogue.Find(kpi)!)], new Dictionary<string, IReadOnlySet<string>>());
        var table = new KpiTable(query, settings);
        foreach (var (key, tally) in Recount.Of([.. frames], settings).All)
            table.Add(key, tally);
        var rows = table.Rows(At.Utc("2030-01-01T00:00:00Z")).ToDictionary(row => (row.Period.From, row.Kpi.FullId, row.Keys[0]), row => row.Figure);
        return (date, kpi, agent) => rows.GetValueOrDefault((date, kpi, agent));
    }

    private sealed class Day
    {
        public long Connected { get; set; }

        public long Busy { get; set; }

        public long Available { get; set; }

        public long Planned { get; set; }

        public long Adherent { get; set; }

        public bool OverMidnight { get; set; }

        public bool ClocksMove { get; init; }
    }
}
