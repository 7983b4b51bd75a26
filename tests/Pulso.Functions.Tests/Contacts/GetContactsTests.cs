using System.Text.Json;
using Pulso.Events;
using Pulso.Functions.Contacts;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Contacts;

/// <summary>The contacts behind a figure, over HTTP.</summary>
[Collection(OnStorage.Name)]
public sealed class GetContactsTests(LocalStorage storage)
{
    private const string TheDay = "?from=2026-03-02&to=2026-03-02";

    [Fact]
    public async Task The_latest_comes_first_with_what_its_own_and_its_customers_timeline_know()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4);
        var tenant = await CallsAsync(instance);

        var answer = await GetAsync(instance, tenant, TheDay);

        Assert.Equal(3, answer.GetProperty("total").GetInt32());
        var contacts = answer.GetProperty("contacts");
        Assert.Equal(["again", "first", "lost"], contacts.EnumerateArray().Select(contact => contact.GetProperty("contact").GetString()));
        var first = contacts[1];
        Assert.Equal("2026-03-02T09:00:15.000Z", first.GetProperty("answered_utc").GetString());
        Assert.Equal((14_000, 285_000), (first.GetProperty("wait_ms").GetInt32(), first.GetProperty("talk_ms").GetInt32()));
        Assert.Equal("eve", first.GetProperty("last_agent").GetString());
        var flags = first.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()).ToList();
        Assert.Contains("recontacted", flags);
        Assert.DoesNotContain("fcr", flags);
    }

    [Theory]
    [InlineData("&kpi=abandonment_rate&part=numerator", "lost")]
    [InlineData("&kpi=abandonment_rate&part=rest", "again,first")]
    [InlineData("&kpi=abandonment_rate", "again,first,lost")]
    [InlineData("&kpi=fcr&part=rest", "first")]
    [InlineData("&kpi=fcr&part=numerator", "again")]
    [InlineData("&kpi=wait_p90", "again,first")]
    [InlineData("&queue=other", "lost")]
    [InlineData("&agent=eve", "again,first")]
    [InlineData("&limit=1&offset=1", "first")]
    [InlineData("&channel=chat", "")]
    public async Task A_figure_and_filters_choose_them(string query, string contacts)
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4);
        var tenant = await CallsAsync(instance);

        var answer = await GetAsync(instance, tenant, TheDay + query);

        Assert.Equal(contacts, string.Join(',', answer.GetProperty("contacts").EnumerateArray().Select(contact => contact.GetProperty("contact").GetString())));
    }

    [Theory]
    [InlineData("&kpi=none")]
    [InlineData("&kpi=fcr,aht")]
    [InlineData("&part=all")]
    [InlineData("&limit=0")]
    [InlineData("&limit=1001")]
    [InlineData("&by=channel")]
    [InlineData("&menu=1")]
    public async Task A_wrong_query_is_told_so(string query)
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();

        Assert.Equal(400, (await CallAsync(instance, tenant, TheDay + query)).Status);
    }

    [Fact]
    public async Task One_contact_is_told_with_its_events_and_no_identity_of_anybody()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4);
        var tenant = await CallsAsync(instance);

        var answer = await GetAsync(instance, tenant, "?contact=first");

        Assert.Equal(
            ["contact.started", "contact.queued", "contact.answered", "contact.handled", "contact.resolved", "contact.closed"],
            answer.GetProperty("events").EnumerateArray().Select(item => item.GetProperty("type").GetString()));
        Assert.Equal(285, answer.GetProperty("events")[3].GetProperty("talk").GetDecimal());
        Assert.Contains("recontacted", answer.GetProperty("contact").GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        Assert.Equal(404, (await CallAsync(instance, tenant, "?contact=nobody")).Status);
    }

    [Fact]
    public async Task A_contact_of_a_thread_is_told_with_its_own_messages_alone()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4);
        var tenant = await instance.AddTenantAsync();
        const string Thread = "0123456789abcdefghijkl";
        var talk = new ContactScript(Thread, kind: Timelines.TimelineKind.Thread).Event(EventTypes.MessageReceived, 0, (Field.Channel, "whatsapp"))
            .Event(EventTypes.MessageSent, 60, (Field.By, "agent")).Event(EventTypes.MessageReceived, 3 * 86_400);
        await instance.DeliverAsync(tenant, talk.Frames);

        var answer = await GetAsync(instance, tenant, TheDay);
        string id = answer.GetProperty("contacts")[0].GetProperty("contact").GetString()!;
        var one = await GetAsync(instance, tenant, $"?contact={id}");

        Assert.StartsWith(Thread + "~", id, StringComparison.Ordinal);
        Assert.Equal(2, one.GetProperty("events").GetArrayLength());
        Assert.Equal("2026-03-02T09:01:00.000Z", one.GetProperty("contact").GetProperty("first_reply_utc").GetString());
    }

    /// <summary>A caller who comes back an hour later, and one who gives up.</summary>
    private static async Task<TenantSettings> CallsAsync(Instance instance)
    {
        var tenant = await instance.AddTenantAsync();
        var lost = new ContactScript("lost").Started(-60, (Field.Channel, "voice"), (Field.Queue, "other")).Queued(-59).Event(EventTypes.ContactAbandoned, -20);
        await instance.DeliverAsync(tenant, [.. Calls.Solved("first").Frames, .. Calls.Solved("again", at: 3_600).Frames, .. lost.Frames]);
        await new QueueView(instance).ApplyAsync();
        return tenant;
    }

    private static async Task<JsonElement> GetAsync(Instance instance, TenantSettings tenant, string query) => (await CallAsync(instance, tenant, query)).Json;

    private static Task<Answered> CallAsync(Instance instance, TenantSettings tenant, string query) =>
        Answered.GetAsync(request => instance.Function<GetContacts>().RunAsync(request, tenant.Tenant, CancellationToken.None), query);
}
