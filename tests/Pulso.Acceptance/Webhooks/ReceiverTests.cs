using System.Text.Json;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>The canonical endpoint with everything that it may get, over the wire.</summary>
[Collection(WithSharedApp.Name)]
public sealed class ReceiverTests(SharedApp shared)
{
    public static TheoryData<string> Names => [.. Cases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_request_gets_its_answer(string name)
    {
        using var tenant = await shared.TenantAsync();
        var tried = Cases.All[name];

        var reply = await tried.Make().SendAsync(tenant);

        Assert.Equal(tried.Status, reply.Status);
        Assert.Equal(tried.Status == 405 ? "POST" : null, reply.Header("Allow"));
        if (tried.Status == 202)
            Assert.StartsWith("{\"accepted\":", reply.Body, StringComparison.Ordinal);
        else if (tried.Status is 400 or 401 or 413 or 415)
            Assert.Equal(tried.Status, Problem(reply));
    }

    [Fact]
    public async Task A_client_that_goes_away_amid_its_body_leaves_nothing_and_harms_nobody()
    {
        using var tenant = await shared.TenantAsync();
        var whole = Post.Signed($"[{string.Join(',', Calls.Solved("call"))}]", Signed.BatchType);

        for (int length = 0; length < whole.Body.Length; length += 200)
        {
            var part = (whole with { Body = whole.Body[..length] }).Claiming(whole.Body.Length);
            Assert.Contains((await part.SendAsync(tenant, hangUp: true)).Status, new[] { 0, 400 });
        }

        Assert.Equal(0, await tenant.DrainAsync());
        Assert.Null(await tenant.VolumeAsync());
        Assert.Equal(202, (await whole.SendAsync(tenant)).Status);
        await tenant.DrainAsync();
        Assert.Equal(1, await tenant.VolumeAsync());
    }

    [Fact]
    public async Task The_same_id_again_with_the_same_body_counts_once_and_with_another_both_count()
    {
        using var tenant = await shared.TenantAsync();
        Post Call(string subject) => Post.Signed($"[{string.Join(',', Calls.Solved(subject))}]", Signed.BatchType, id: "msg_1");

        foreach (string subject in new[] { "one", "one", "two", "two" })
            Assert.Equal(202, (await Call(subject).SendAsync(tenant)).Status);

        Assert.Equal(0, await tenant.DrainAsync());
        Assert.Equal(2, await tenant.VolumeAsync());
        await tenant.VerifyAsync();
    }

    [Fact]
    public async Task The_same_event_with_another_body_is_the_same_event_whichever_comes_first()
    {
        string[] bodies = [.. new[] { "sales", "help" }.Select(queue => Calls.Event("contact.started", "call", "2026-03-02T10:00:00Z", $"\"queue\":\"{queue}\""))];
        var answers = new HashSet<string>();

        foreach (string[] order in new[] { bodies, [.. bodies.Reverse()] })
        {
            using var tenant = await shared.TenantAsync();
            foreach (string body in order)
                Assert.Equal(202, (await Post.Signed(body).SendAsync(tenant)).Status);
            await tenant.DrainAsync();
            Assert.Equal(1, await tenant.VolumeAsync());
            answers.Add((await tenant.GetAsync("kpis?from=2026-03-02&to=2026-03-02&kpi=volume&by=queue")).Text);
            await tenant.VerifyAsync();
        }

        Assert.Single(answers);
    }

    [Fact]
    public async Task The_same_request_fifty_times_at_once_counts_once()
    {
        using var tenant = await shared.TenantAsync();
        var post = Post.Signed($"[{string.Join(',', Calls.Solved("call"))}]", Signed.BatchType);

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => post.SendAsync(tenant)));

        Assert.All(replies, reply => Assert.Equal(202, reply.Status));
        Assert.Equal(0, await tenant.DrainAsync());
        Assert.Equal(1, await tenant.VolumeAsync());
        await tenant.VerifyAsync();
    }

    [Fact]
    public async Task A_key_of_characters_that_no_row_key_may_hold_is_counted_under_its_name()
    {
        using var tenant = await shared.TenantAsync();

        await tenant.ReplayAsync([Calls.Event("contact.started", "/\\\\#?%", "2026-03-02T10:00:00Z", "\"queue\":\"a/b\\\\c#d?e%f'g\"")]);
        await tenant.DrainAsync();

        var row = (await tenant.GetAsync("kpis?from=2026-03-02&to=2026-03-02&kpi=volume&by=queue")).Json[0];
        Assert.Equal("a/b\\c#d?e%f'g", row.GetProperty("queue").GetString());
        Assert.Equal(1, row.GetProperty("value").GetInt32());
        await tenant.VerifyAsync();
    }

    private static int Problem(Reply reply)
    {
        Assert.StartsWith("application/problem+json", reply.Header("Content-Type"), StringComparison.Ordinal);
        int from = reply.Body.IndexOf('{', StringComparison.Ordinal);
        return JsonSerializer.Deserialize<JsonElement>(reply.Body[from..(reply.Body.LastIndexOf('}') + 1)]).GetProperty("status").GetInt32();
    }
}
