using System.Globalization;
using System.Text.Json;
using Pulso.Acceptance.Running;
using Xunit.Abstractions;

namespace Pulso.Acceptance.Figures;

/// <summary>Real calls through the whole app, against figures that were computed from the bank's own rows.</summary>
public sealed class BankFiguresTests(ITestOutputHelper output)
{
    /// <summary>The recontacts of a call on the 3rd may come until the 7th.</summary>
    [SharedFact]
    public Task Three_days_of_calls_give_the_banks_figures() => CompareAsync("1999-01-07T22:00:00", "1999-01-01", "1999-01-02", "1999-01-03");

    [PatientFact("PULSO_WHOLE_MONTH", needsShared: true)]
    public Task A_month_of_calls_gives_the_banks_figures() =>
        CompareAsync("2000", [.. BankCalls.Expected.GetProperty("days").EnumerateObject().Select(day => day.Name)]);

    private async Task CompareAsync(string before, params string[] days)
    {
        bool isWhole = days.Length > 20;
        var compared = new Comparison();
        await using var app = await RunningApp.StartAsync();
        using var tenant = await Tenant.CreateAsync(app, "bank", BankCalls.Source, BankCalls.Zone);

        await tenant.ReplayAsync(BankCalls.Started("1998", before));
        Assert.Equal(0, await tenant.DrainAsync());
        foreach (string day in days)
            await tenant.SnapshotAsync(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        var files = await Exported.OfAsync(tenant);

        var expected = BankCalls.Expected.GetProperty("days");
        var rows = days.ToDictionary(day => day, day => files.Table("fact_interval", day).Rows);
        foreach (string day in days)
        {
            compared.Counters(day, expected.GetProperty(day), rows[day]);
            compared.Kpis(day, expected.GetProperty(day), await KpisAsync(tenant, day, day), await KpisAsync(tenant, day, day, "&by=queue"));
            compared.KpiDaily(day, files.Table("kpi_daily", day), rows[day]);
        }
        if (isWhole)
        {
            var total = BankCalls.Expected.GetProperty("total");
            compared.Counters("total", total, [.. rows.Values.SelectMany(day => day)]);
            compared.Kpis("total", total, await KpisAsync(tenant, days[0], days[^1]), await KpisAsync(tenant, days[0], days[^1], "&by=queue"));
            await tenant.VerifyAsync();
        }
        compared.Tell(output);
        Assert.Empty(compared.MissingCounters);
        Assert.Empty(compared.MissingKpis);
        Assert.Empty(compared.Differences);
    }

    private static async Task<JsonElement> KpisAsync(Tenant tenant, string from, string to, string more = "")
    {
        var answer = await tenant.GetAsync($"kpis?from={from}&to={to}{more}");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }
}
