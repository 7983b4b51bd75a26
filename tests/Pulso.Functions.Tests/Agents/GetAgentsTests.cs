using System.Text.Json;
using Pulso.Events;
using Pulso.Functions.Agents;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Agents;

/// <summary>The comparison of agents, over HTTP.</summary>
[Collection(OnStorage.Name)]
public sealed class GetAgentsTests(LocalStorage storage)
{
    private const string March = "?from=2026-03-01&to=2026-03-31";

    [Fact]
    public async Task Agents_are_told_against_their_peers_with_what_was_left_out()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4);
        var tenant = await TenantAsync(instance);
        await instance.DeliverAsync(tenant, Noted("incident", "outage", "2026-03-05T09:00:00Z", (Field.Until, At.Utc("2026-03-05T12:00:00Z"))));
        await instance.DeliverAsync(tenant, Handled("kim", "2026-03-05T10:00:00Z", 9_000));

        var answer = await GetAsync(instance, tenant, March);

        Assert.Equal("outage", answer.GetProperty("left_out")[0].GetProperty("text").GetString());
        var kim = answer.GetProperty("agents")[0];
        var aht = kim.GetProperty("figures")[0];
        Assert.Equal(("kim", "aht", 200, 100, 2.0, 2), (
            kim.GetProperty("agent").GetString(), aht.GetProperty("kpi").GetString(), aht.GetProperty("observed").GetDouble(),
            aht.GetProperty("expected").GetDouble(), aht.GetProperty("ratio").GetDouble(), aht.GetProperty("n").GetInt64()));
        Assert.True(kim.GetProperty("figures")[1].GetProperty("hidden").GetBoolean());
    }

    [Fact]
    public async Task A_coaching_is_told_with_the_agents_figures_before_and_after()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4);
        var tenant = await TenantAsync(instance);
        await instance.DeliverAsync(tenant, Noted(
            "coaching", "shorter wrap-up", "2026-03-10T00:00:00Z", (Field.Agent, "kim"), (Field.Due, At.Utc("2026-04-01T00:00:00Z")),
            (Field.Example, "call 17"), (Field.CoachingGoal, "wrap-up below a minute")));
        await instance.DeliverAsync(tenant, [.. Handled("kim", "2026-03-12T09:00:00Z", 100), .. Handled("lee", "2026-03-12T09:00:00Z", 100)]);

        var coaching = (await GetAsync(instance, tenant, March)).GetProperty("coachings")[0];

        Assert.Equal(
            ("kim", "shorter wrap-up", "2026-04-01T00:00:00Z"),
            (coaching.GetProperty("agent").GetString(), coaching.GetProperty("text").GetString(), coaching.GetProperty("due").GetString()));
        Assert.Equal(("call 17", "wrap-up below a minute"), (coaching.GetProperty("example").GetString(), coaching.GetProperty("goal").GetString()));
        Assert.Equal(2, coaching.GetProperty("before")[0].GetProperty("ratio").GetDouble(), 12);
        Assert.Equal(1, coaching.GetProperty("after")[0].GetProperty("ratio").GetDouble(), 12);
    }

    [Theory]
    [InlineData("?from=never")]
    [InlineData("?by=agent")]
    [InlineData("?from=2026-03-02&to=2026-03-01")]
    public async Task A_wrong_query_is_refused(string query)
    {
        await using var instance = await Instance.StartAsync(storage);
        Assert.Equal(400, (await RunAsync(instance, await instance.AddTenantAsync(), query)).Status);
    }

    /// <summary>Two agents with two contacts each in the week of 2 March: kim takes twice as long.</summary>
    private static async Task<TenantSettings> TenantAsync(Instance instance)
    {
        var tenant = await instance.AddTenantAsync(more: "\"minimumSample\": 2");
        await instance.DeliverAsync(tenant, [.. Handled("kim", "2026-03-03T09:00:00Z", 200), .. Handled("lee", "2026-03-03T09:00:00Z", 100)]);
        return tenant;
    }

    private static IEnumerable<Frame> Handled(string agent, string from, int seconds) => Enumerable.Range(0, 2).SelectMany(number =>
        new ContactScript($"{agent}-{from}-{number}", from).Started(0).Handled(10, (Field.Agent, agent), (Field.Talk, seconds * 1_000)).Frames);

    private static IEnumerable<Frame> Noted(string kind, string text, string at, params (Field, object)[] more) => Frame.AllOf("/test", new Event(
        EventTypes.AnnotationAdded, At.Utc(at), EventId.Of("/test", text), Values.Of([(Field.AnnotationKind, kind), (Field.Note, text), .. more])), null);

    private static async Task<JsonElement> GetAsync(Instance instance, TenantSettings tenant, string query)
    {
        var answer = await RunAsync(instance, tenant, query);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private static Task<Answered> RunAsync(Instance instance, TenantSettings tenant, string query) =>
        Answered.GetAsync(request => instance.Function<GetAgents>().RunAsync(request, tenant.Tenant, CancellationToken.None), query);
}
