using Pulso.Functions.Panels;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Panels;

/// <summary>What the dashboard shows, over HTTP.</summary>
[Collection(OnStorage.Name)]
public sealed class PanelAnswersTests(LocalStorage storage)
{
    private static readonly Clock Now = new("2026-03-02T12:00:00Z");

    [Theory]
    [InlineData("health")]
    [InlineData("action")]
    [InlineData("weekly")]
    public async Task What_has_not_changed_is_a_304_and_what_has_is_not(string panel)
    {
        var clock = new Clock("2026-03-02T12:00:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Calls.Solved("one").Frames);

        var first = await GetAsync(instance, tenant, panel);
        Assert.Equal((200, 304), (first.Status, (await GetAsync(instance, tenant, panel, tag: first.Tag)).Status));

        await instance.DeliverAsync(tenant, [.. Calls.Solved("two").Frames, .. Calls.Solved("last week", at: -86_400).Frames]); // 2 March is a Monday
        Assert.Equal(304, (await GetAsync(instance, tenant, panel, tag: first.Tag)).Status); // what was made just now
        clock.Set("2026-03-02T12:00:05Z");
        Assert.Equal(200, (await GetAsync(instance, tenant, panel, tag: first.Tag)).Status);
    }

    [Theory]
    [InlineData("?date=yesterday")]
    [InlineData("?kpi=volume")]
    [InlineData("?slot=day")]
    [InlineData("?from=2026-03-02")]
    public async Task A_wrong_query_is_refused(string query)
    {
        await using var instance = await Instance.StartAsync(storage, clock: Now);
        var tenant = await instance.AddTenantAsync();
        foreach (string panel in new[] { "health", "action", "weekly" })
            Assert.Equal(400, (await GetAsync(instance, tenant, panel, query)).Status);
    }

    [Fact]
    public async Task The_portfolio_shows_only_tenants_that_the_key_may_read()
    {
        await using var instance = await Instance.StartAsync(storage, clock: Now);
        await instance.AddTenantAsync();
        Assert.Equal(401, (await Answered.GetAsync(request => instance.Function<GetPortfolio>().RunAsync(request, CancellationToken.None), key: "nobody's")).Status);
    }

    private static Task<Answered> GetAsync(Instance instance, TenantSettings tenant, string panel, string query = "", string? tag = null) =>
        Answered.GetAsync(
            request => panel switch
            {
                "health" => instance.Function<GetPanels>().HealthAsync(request, tenant.Tenant, CancellationToken.None),
                "action" => instance.Function<GetPanels>().ActionAsync(request, tenant.Tenant, CancellationToken.None),
                _ => instance.Function<GetPanels>().WeeklyAsync(request, tenant.Tenant, CancellationToken.None),
            },
            query, tag: tag);
}
