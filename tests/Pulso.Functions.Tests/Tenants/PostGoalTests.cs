using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Running;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Tenants;

/// <summary>A goal that an admin sets.</summary>
[Collection(OnStorage.Name)]
public sealed class PostGoalTests(LocalStorage storage)
{
    private static readonly Clock Now = new("2026-03-02T12:00:00Z");

    [Fact]
    public async Task A_goal_begins_on_the_next_business_day_and_replaces_the_one_for_the_same()
    {
        await using var instance = await Instance.StartAsync(storage, clock: Now);
        var tenant = await instance.AddTenantAsync("Asia/Tokyo", """ "minimumSample": 7, "goals": [ { "kpi": "fcr", "target": 0.7 }, { "kpi": "fcr", "channel": "voice", "target": 0.6 } ] """);

        var answer = await GoalAsync(instance, tenant, """{ "kpi": "fcr", "target": 0.8, "owner": "Quality" }""");

        Assert.True(answer.Status == 200, answer.Text);
        var versions = (await instance.Get<TenantDirectory>().FindAsync(tenant.Tenant, CancellationToken.None))!.Versions;
        Assert.Equal((2, new DateOnly(2026, 3, 3), 7), (versions.Count, versions[1].Calendar.ValidFrom, versions[1].MinimumSample));
        Assert.Equal(0.7, versions[0].GoalFor("fcr", null, null, new DateOnly(2026, 3, 2), Grain.Day)!.Target);
        Assert.Equal([("voice", 0.6), (null, 0.8)], versions[1].Goals.Select(goal => (goal.Channel, goal.Target)));
    }

    [Theory]
    [InlineData("""{ "kpi": "happiness", "target": 1 }""")]
    [InlineData("""{ "kpi": "fcr" }""")]
    [InlineData("""{ "kpi": "fcr", "target": 0.8, "colour": "red" }""")]
    [InlineData("""{ "kpi": "fcr", "target": 0.8, "queue": "sales" }""")]
    [InlineData("{")]
    [InlineData("""{ "kpi": "fcr", "target": 0.8, "target": 0.9 }""")]
    public async Task A_wrong_goal_changes_nothing(string body)
    {
        await using var instance = await Instance.StartAsync(storage, clock: Now);
        var tenant = await instance.AddTenantAsync();
        Assert.Equal(400, (await GoalAsync(instance, tenant, body)).Status);
        Assert.Single((await instance.Get<TenantDirectory>().FindAsync(tenant.Tenant, CancellationToken.None))!.Versions);
    }

    [Theory]
    [InlineData("""{ "kpi": "\ud800", "target": 0.8 }""")]
    [InlineData("""{ "kpi": "fcr", "target": 0.8, "channel": "\ud800" }""")]
    public async Task A_goal_with_text_that_is_not_Unicode_is_refused(string body)
    {
        await using var instance = await Instance.StartAsync(storage, clock: Now);

        var answer = await GoalAsync(instance, await instance.AddTenantAsync(), body);

        Assert.True(answer.Status == 400, answer.Text);
    }

    private static Task<Answered> GoalAsync(Instance instance, TenantSettings tenant, string body) =>
        Answered.PostAsync(request => instance.Function<PostGoal>().RunAsync(request, tenant.Tenant, CancellationToken.None), body);
}
