using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pulso.Functions.Annotations;
using Pulso.Functions.Panels;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Running;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Panels;

/// <summary>What is behind the dashboard, over HTTP.</summary>
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
        Assert.Equal(401, (await SentAsync(Request("GET", key: "nobody's"), request => instance.Function<GetPortfolio>().RunAsync(request, CancellationToken.None))).Status);
    }

    [Theory]
    [InlineData("""{ "kind": "incident", "text": "down", "at": "2026-03-02T09:00:00Z", "channel": "voice" }""", 202)]
    [InlineData("""{ "kind": "incident", "text": "down" }""", 202)]
    [InlineData("""{ "kind": "party", "text": "down" }""", 400)]
    [InlineData("""{ "kind": "incident" }""", 400)]
    [InlineData("""{ "kind": "incident", "text": "down", "at": "at nine" }""", 400)]
    [InlineData("""{ "kind": "incident", "text": "down", "customer": "ana" }""", 400)]
    [InlineData("[]", 400)]
    [InlineData("{", 400)]
    public async Task A_note_is_taken_or_refused_whole(string body, int status)
    {
        await using var instance = await Instance.StartAsync(storage, clock: Now);
        var tenant = await instance.AddTenantAsync();
        var answer = await SentAsync(Request("POST", body), request => instance.Function<PostAnnotation>().RunAsync(request, tenant.Tenant, CancellationToken.None));
        Assert.True(status == answer.Status, answer.Text);
    }

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
    public async Task A_wrong_goal_changes_nothing(string body)
    {
        await using var instance = await Instance.StartAsync(storage, clock: Now);
        var tenant = await instance.AddTenantAsync();
        Assert.Equal(400, (await GoalAsync(instance, tenant, body)).Status);
        Assert.Single((await instance.Get<TenantDirectory>().FindAsync(tenant.Tenant, CancellationToken.None))!.Versions);
    }

    private static Task<(int Status, string? Tag, string Text)> GoalAsync(Instance instance, TenantSettings tenant, string body) =>
        SentAsync(Request("POST", body), request => instance.Function<PostGoal>().RunAsync(request, tenant.Tenant, CancellationToken.None));

    private static Task<(int Status, string? Tag, string Text)> GetAsync(Instance instance, TenantSettings tenant, string panel, string query = "", string? tag = null)
    {
        var request = Request("GET");
        request.QueryString = new QueryString(query);
        if (tag is not null)
            request.Headers.IfNoneMatch = tag;
        return SentAsync(request, sent => panel switch
        {
            "health" => instance.Function<GetHealthPanel>().RunAsync(sent, tenant.Tenant, CancellationToken.None),
            "action" => instance.Function<GetActionPanel>().RunAsync(sent, tenant.Tenant, CancellationToken.None),
            _ => instance.Function<GetWeeklyPanel>().RunAsync(sent, tenant.Tenant, CancellationToken.None),
        });
    }

    private static HttpRequest Request(string method, string? body = null, string key = "the-admin-key-of-tests")
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Headers.Authorization = $"Bearer {key}";
        if (body is not null)
            request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        return request;
    }

    private static async Task<(int Status, string? Tag, string Text)> SentAsync(HttpRequest request, Func<HttpRequest, Task<IActionResult>> function)
    {
        var result = await function(request);
        string? tag = request.HttpContext.Response.Headers.ETag;
        return result switch
        {
            FileContentResult file => (200, tag, System.Text.Encoding.UTF8.GetString(file.FileContents)),
            ContentResult content => (content.StatusCode!.Value, tag, content.Content ?? ""),
            _ => (((StatusCodeResult)result).StatusCode, tag, ""),
        };
    }
}
