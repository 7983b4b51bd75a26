using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>Section 2 of the contract, over HTTP: what is wrong is told, and nothing of it is taken.</summary>
[Collection(WithSharedApp.Name)]
public sealed class RefusalTests(SharedApp shared)
{
    [Fact]
    public async Task None_of_all_wrong_requests_changes_a_figure()
    {
        using var tenant = await shared.TenantAsync();
        await tenant.ReplayAsync(Calls.Solved("call"));
        await tenant.DrainAsync();
        string before = await FiguresAsync(tenant);

        foreach (var wrong in Cases.Refused)
            await wrong.Make().SendAsync(tenant);

        Assert.Equal(0, await tenant.DrainAsync());
        Assert.Equal(before, await FiguresAsync(tenant));
        await tenant.VerifyAsync();
    }

    [Fact]
    public async Task Every_401_is_the_same_to_the_last_byte_and_header_whatever_exists()
    {
        using var tenant = await shared.TenantAsync();
        var answers = new HashSet<string>();

        foreach (var wrong in Cases.Refused.Where(item => item.Status == 401))
            answers.Add($"{await wrong.Make().SendAsync(tenant)}");

        Assert.Single(answers);
    }

    [Fact]
    public async Task A_400_names_the_event_and_the_field()
    {
        using var tenant = await shared.TenantAsync();
        string wrong = Calls.Event("contact.handled", "call", "2026-03-02T10:00:00Z", "\"talk\":\"long\",\"hold\":-1");

        var answer = await tenant.SendAsync(Signed.Batch([.. Calls.Solved("fine"), wrong]));

        var faults = answer.Json.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(400, answer.Status);
        Assert.Equal(["data.hold", "data.talk"], faults.Select(fault => fault.GetProperty("field").GetString()).Order());
        Assert.All(faults, fault => Assert.Equal("call/contact.handled/2026-03-02T10:00:00Z", fault.GetProperty("id").GetString()));
        Assert.All(faults, fault => Assert.Equal(6, fault.GetProperty("index").GetInt32()));
        Assert.DoesNotContain("ana", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_tenant_that_does_not_exist_is_a_404_whatever_the_method(string method)
    {
        using var nobody = shared.Unknown();
        var request = Signed.Batch(Calls.Solved("call"));
        request.Method = new HttpMethod(method);
        request.Content = method == "GET" ? null : request.Content;

        Assert.Equal(404, (await nobody.SendAsync(request)).Status);
    }

    [Fact]
    public async Task A_source_may_not_be_signed_with_the_secret_of_another()
    {
        using var tenant = await shared.TenantAsync();
        string second = Signed.SecretOf("another-secret-of-another-source");
        var put = await tenant.PutSettingsAsync($$"""
            { "tenant": "{{tenant.Name}}",
              "sources": { "{{Calls.Source}}": { "secrets": ["{{Signed.Secret}}"] }, "/test/other": { "secrets": ["{{second}}"] } },
              "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC" } ] }
            """);
        Assert.Equal(200, put.Status);
        string own = Calls.Event("contact.started", "call", "2026-03-02T10:00:00Z", source: "/test/other");
        string others = Calls.Event("contact.started", "call", "2026-03-02T10:00:00Z");

        Assert.Equal(202, (await tenant.SendAsync(Signed.Request(Signed.BatchType, $"[{own}]", second))).Status);
        Assert.Equal(401, (await tenant.SendAsync(Signed.Request(Signed.BatchType, $"[{others}]", second))).Status);
        Assert.Equal(401, (await tenant.SendAsync(Signed.Request(Signed.BatchType, $"[{own},{others}]", second))).Status);
    }

    private static async Task<string> FiguresAsync(Tenant tenant) => (await tenant.GetAsync("kpis?from=1970-01-01&to=2199-12-31&by=queue,channel")).Text;
}
