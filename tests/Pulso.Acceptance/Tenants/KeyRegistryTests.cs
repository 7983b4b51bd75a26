using System.Text.Json;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Tenants;

/// <summary>Keys from outside are bounded: the first so many are themselves, the others are one, and all of them are counted.</summary>
[Collection(WithSharedApp.Name)]
public sealed class KeyRegistryTests(SharedApp shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private const int Queues = 1_000;
    private const int Reasons = 1_000;
    private const int Agents = 20_000;

    [Fact]
    public Task Of_1500_queues_and_reasons_a_thousand_are_admitted_each_and_the_others_taken_together() => TakeAsync(1_500);

    /// <summary>Some minutes.</summary>
    [PatientFact("PULSO_MANY_KEYS")]
    public Task Of_100000_queues_reasons_and_agents_as_many_are_admitted_as_there_is_room_for() => TakeAsync(100_000);

    [Fact]
    public Task None_of_1500_sources_that_the_settings_do_not_have_gets_in() => RefuseAsync(1_500);

    [PatientFact("PULSO_MANY_KEYS")]
    public Task None_of_100000_sources_that_the_settings_do_not_have_gets_in() => RefuseAsync(100_000);

    private async Task TakeAsync(int keys)
    {
        using var tenant = await shared.TenantAsync();
        var events = Enumerable.Range(0, keys).Select(number => Handled(number)).ToList();
        long before = await CountAsync(tenant, "pulso.keys.other");

        await tenant.ReplayAsync(events, batch: 500);
        long others = await CountAsync(tenant, "pulso.keys.other") - before;
        await tenant.ReplayAsync(events.Where((_, number) => number % 3 == 0), batch: 500); // sent again, each is taken as before
        Assert.Equal(0, await tenant.DrainAsync(Patience));

        await HoldsAsync(tenant, "volume", "queue", keys, Queues);
        await HoldsAsync(tenant, "volume", "reason", keys, Reasons);
        await HoldsAsync(tenant, "aht", "agent", keys, Agents);
        Assert.Equal(Beyond(keys, Queues) + Beyond(keys, Reasons) + Beyond(keys, Agents), others);
        await tenant.VerifyAsync();
    }

    /// <summary>Each admitted key has its one contact, and what was not admitted has all the others.</summary>
    private static async Task HoldsAsync(Tenant tenant, string kpi, string by, int keys, int bound)
    {
        var answer = await tenant.GetAsync($"kpis?from=2026-01-01&to=2026-03-31&grain=total&kpi={kpi}&by={by}");
        Assert.True(answer.Status == 200, answer.Text);
        var counts = answer.Json.EnumerateArray().ToDictionary(row => row.GetProperty(by).GetString()!, row => row.GetProperty("n").GetInt64());
        Assert.Equal(Math.Min(keys, bound) + (keys > bound ? 1 : 0), counts.Count);
        Assert.Equal(Beyond(keys, bound), counts.GetValueOrDefault("(other)"));
        Assert.All(counts.Where(count => count.Key != "(other)"), count => Assert.Equal(1, count.Value));
    }

    private async Task RefuseAsync(int sources)
    {
        using var tenant = await shared.TenantAsync();
        long before = await CountAsync(tenant, "pulso.requests.unsigned");
        var batches = Enumerable.Range(0, sources).Select(number => Calls.Event("contact.started", $"call-{number}", "2026-01-01T00:00:00Z", source: $"/source/{number}")).Chunk(500).ToList();

        foreach (string[] batch in batches)
            Assert.Equal(401, (await tenant.SendAsync(Signed.Batch(batch))).Status);

        Assert.Equal(batches.Count, await CountAsync(tenant, "pulso.requests.unsigned") - before);
        Assert.Equal(0, await tenant.DrainAsync(Patience));
        Assert.All((await tenant.GetAsync("kpis?from=2026-01-01&to=2026-01-01&kpi=volume")).Json.EnumerateArray(), row => Assert.Equal(JsonValueKind.Null, row.GetProperty("value").ValueKind));
    }

    /// <summary>One contact with keys of its own, in a minute of its own.</summary>
    private static string Handled(int number) => Calls.Event(
        "contact.handled", $"call-{number}", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        $"\"channel\":\"voice\",\"queue\":\"queue-{number}\",\"reason\":\"reason-{number}\",\"agent\":\"agent-{number}\",\"talk\":60");

    private static int Beyond(int keys, int bound) => Math.Max(0, keys - bound);

    private static async Task<long> CountAsync(Tenant tenant, string name)
    {
        using var http = new HttpClient { BaseAddress = tenant.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", RunningApp.AdminKey);
        using var health = JsonDocument.Parse(await http.GetStringAsync(new Uri("api/health", UriKind.Relative)));
        return health.RootElement.GetProperty("operations").GetProperty(name).GetInt64();
    }
}
