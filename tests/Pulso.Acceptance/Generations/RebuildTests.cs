using System.Text.Json;
using Pulso.Acceptance.Invariance;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Generations;

/// <summary>A rebuild of real calls, while more of them come in, ends with the bytes of a system that never did anything else.</summary>
[Collection(WithUndisturbedRun.Name)]
public sealed class RebuildTests(UndisturbedRun undisturbed)
{
    private const int Partitions = 32;
    private const int Sessions = 8;
    private const int Batch = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [SharedTheory]
    [InlineData("before:rebuild:2")]
    [InlineData("after:rebuild:3")]
    public async Task Under_traffic_with_two_processes_of_which_one_dies_it_leaves_the_same_bytes(string point)
    {
        var events = BankRun.Calls;
        await using var first = await RunningApp.StartAsync(Partitions, Sessions, killAt: point);
        await using var second = await first.StartBesideAsync();
        using var tenant = await BankRun.TenantAsync(first);
        using var other = new Tenant(second, tenant.Name);
        await other.ReplayAsync(events.Take(events.Count / 2), Batch);

        Assert.Equal(202, (await other.PostAsync("rebuild")).Status);
        await other.ReplayAsync(events.Skip(events.Count / 2), Batch);
        if (!first.IsRunning)
            await first.StartAgainAsync();

        await DoneAsync(other);
        (await BankRun.PublishAsync(other)).IsTheSameAs(undisturbed.Files);
    }

    [SharedFact]
    public async Task Under_a_threshold_of_30_seconds_it_equals_a_fresh_system_with_that_setting()
    {
        const string Slower = "\"channels\": { \"voice\": { \"serviceLevelSeconds\": 30 } }";
        await using var app = await RunningApp.StartAsync(Partitions, Sessions);
        using var tenant = await BankRun.TenantAsync(app);
        var events = BankRun.Calls;
        var before = BankCalls.Started("1999-01-01T11:00:00", "1999-01-02T12:00:00"); // whole calls: nothing is open meanwhile
        await tenant.ReplayAsync(before, Batch);
        await BankRun.PublishAsync(tenant); // under the old threshold: every file is to be written again
        string document = $$"""
            { "tenant": "{{tenant.Name}}", "sources": {}, "versions": [ { "validFrom": "1990-01-01", "timeZone": "{{BankCalls.Zone}}", {{Slower}} } ] }
            """;

        var begun = await tenant.SendAsync(
            HttpMethod.Post, "rebuild", RunningApp.AdminKey, Tenant.Json(document));
        Assert.True(begun.Status == 202, begun.Text);
        await tenant.ReplayAsync(events.Except(before), Batch);
        var report = (await DoneAsync(tenant)).GetProperty("report");
        var rebuilt = await BankRun.PublishAsync(tenant);

        Assert.True(report.GetProperty("byCounter").GetProperty("answered_within").GetInt64() > 0, report.GetRawText());
        await using var fresh = await RunningApp.StartAsync();
        using var under30 = await Tenant.CreateAsync(fresh, "bank", BankCalls.Source, BankCalls.Zone, Slower);
        await under30.ReplayAsync(events);
        rebuilt.IsTheSameAs(await BankRun.PublishAsync(under30));
    }

    [PatientFact("PULSO_WHOLE_MONTH", needsShared: true)]
    public async Task A_month_rebuilt_while_its_last_days_come_in_is_what_was_counted_all_along()
    {
        await using var app = await RunningApp.StartAsync();
        using var tenant = await BankRun.TenantAsync(app);
        await tenant.ReplayAsync(BankCalls.Started("1998", "1999-01-25T22:00:00"));
        Assert.Equal(202, (await tenant.PostAsync("rebuild")).Status);
        await tenant.ReplayAsync(BankCalls.Started("1999-01-25T22:00:00", "2000"));

        var report = (await DoneAsync(tenant)).GetProperty("report");
        Assert.Equal(0, report.GetProperty("different").GetInt64());
        Assert.Equal(0, await tenant.DrainAsync());
        await tenant.VerifyAsync();
    }

    /// <summary>How the rebuild went, once the new generation serves.</summary>
    private static async Task<JsonElement> DoneAsync(Tenant tenant)
    {
        var done = await Wait.ForAsync(
            async () =>
            {
                var answer = await tenant.GetAsync("generations");
                var rebuild = answer.Json.GetProperty("generations").EnumerateArray().Last().GetProperty("rebuild");
                Assert.True(rebuild.GetProperty("phase").GetString() is not ("Failed" or "Differing"), answer.Text);
                return rebuild.GetProperty("phase").GetString() == "Done" ? answer : null;
            },
            patience: Patience);
        Assert.Equal(2, done.Json.GetProperty("serving").GetInt32());
        return done.Json.GetProperty("generations").EnumerateArray().Last().GetProperty("rebuild");
    }
}
