using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Tenants;

/// <summary>Section 5 of the contract: all of a document or nothing, versions that never change, and who may do what.</summary>
[Collection(WithSharedApp.Name)]
public sealed class SettingsTests(SharedApp shared)
{
    private const string First = """{ "validFrom": "1990-01-01", "timeZone": "UTC" }""";

    [Fact]
    public async Task Every_fault_is_in_one_answer_and_nothing_is_applied()
    {
        using var tenant = await shared.TenantAsync();
        string next = Signed.SecretOf("the-secret-that-must-not-be-applied");

        var answer = await tenant.PutSettingsAsync($$"""
            { "tenant": "{{tenant.Name}}", "colour": "blue",
              "sources": { "{{Calls.Source}}": { "secrets": ["{{next}}"] }, "/b": { "secrets": [] }, "/c": { "secrets": ["short"] } },
              "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC", "intervalMinutes": 20,
                "channels": { "voice": { "serviceLevelSeconds": -1 } }, "goals": [ { "kpi": "asa" } ] },
                { "validFrom": "someday", "timeZone": "Mars/Olympus" } ] }
            """);

        string[] faults = [.. answer.Json.GetProperty("errors").EnumerateArray().Select(fault => fault.GetString()!)];
        Assert.Equal(400, answer.Status);
        foreach (string place in new[]
        {
            "colour:", "sources./b.secrets:", "sources./c.secrets:", "versions[0].intervalMinutes:", "versions[0].channels.voice.serviceLevelSeconds:",
            "versions[0].goals[0].target:", "versions[1].validFrom:", "versions[1].timeZone:",
        })
            Assert.Contains(faults, fault => fault.StartsWith(place, StringComparison.Ordinal));
        Assert.Equal(401, (await tenant.SendAsync(Signed.Request(Signed.BatchType, "[]", next))).Status);
        Assert.Equal(202, (await tenant.SendAsync(Signed.Batch())).Status);
    }

    [Theory]
    [InlineData("""{ "validFrom": "1990-01-01", "timeZone": "America/Lima" }""", "versions[0]:")]
    [InlineData("""{ "validFrom": "1990-01-01", "timeZone": "UTC", "mutableDays": 5 }""", "versions[0]:")]
    [InlineData(First + """, { "validFrom": "2020-01-01", "timeZone": "UTC" }""", "versions[1].validFrom: must lie more than a minute in the future")]
    public async Task What_figures_were_made_with_cannot_change(string versions, string fault)
    {
        using var tenant = await shared.TenantAsync();

        var answer = await tenant.PutSettingsAsync(Document(tenant.Name, versions));

        Assert.Equal(400, answer.Status);
        Assert.Contains(fault, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_of_the_future_can_be_appended_and_the_same_document_put_again()
    {
        using var tenant = await shared.TenantAsync();
        string document = Document(tenant.Name, First + """, { "validFrom": "2190-01-01", "timeZone": "UTC", "mutableDays": 5 }""");

        Assert.Equal(200, (await tenant.PutSettingsAsync(document)).Status);
        Assert.Equal(200, (await tenant.PutSettingsAsync(document)).Status);
        Assert.Equal(400, (await tenant.PutSettingsAsync(Document(tenant.Name, First))).Status);
    }

    [Fact]
    public async Task A_reader_reads_an_admin_administers_and_nobody_else_does_either()
    {
        using var tenant = await shared.TenantAsync();
        using var other = await shared.TenantAsync();
        await PutKeysAsync(tenant);
        await PutKeysAsync(other);

        foreach (var (who, reads, administers) in new[]
        {
            ("admin of " + tenant.Name, true, true), ("reader of " + tenant.Name, true, false), (RunningApp.AdminKey, true, true),
            ("admin of " + other.Name, false, false), ("reader of " + other.Name, false, false), ("a wrong key", false, false), ("", false, false),
        })
        {
            Assert.Equal(reads ? 200 : 401, (await tenant.GetAsync("kpis", who)).Status);
            Assert.Equal(reads ? 404 : 401, (await tenant.GetAsync("exports/v1/manifest.json", who)).Status);
            Assert.Equal(administers ? 202 : 401, (await tenant.PostAsync("marks", who)).Status);
            Assert.Equal(administers ? 200 : 401, (await tenant.PostAsync("verify", who)).Status);
            Assert.Equal(administers ? 400 : 401, (await tenant.PostAsync("snapshots/someday", who)).Status);
            Assert.Equal(administers ? 400 : 401, (await tenant.PutSettingsAsync("{}", who)).Status);
        }
        Assert.Equal(401, (await tenant.SendAsync(HttpMethod.Get, "kpis", key: null)).Status);
    }

    [Fact]
    public async Task Only_the_deployments_key_creates_a_tenant()
    {
        using var nobody = shared.Unknown();

        Assert.Equal(401, (await nobody.PutSettingsAsync(Document("nobody", First), "a wrong key")).Status);
        Assert.Equal(404, (await nobody.GetAsync("kpis")).Status);
    }

    [Theory]
    [InlineData("dashboard")]
    [InlineData("health")]
    [InlineData("UPPER")]
    [InlineData("a_b")]
    [InlineData("this-name-is-longer-than-it-may-be")]
    public async Task A_name_that_no_tenant_may_have_is_a_404(string name)
    {
        using var tenant = new Tenant(shared.App, name);

        Assert.Equal(404, (await tenant.PutSettingsAsync(Document(name, First))).Status);
    }

    [Fact]
    public async Task A_document_of_another_tenant_is_refused()
    {
        using var tenant = await shared.TenantAsync();

        var answer = await tenant.PutSettingsAsync(Document("somebody", First));

        Assert.Equal(400, answer.Status);
        Assert.Contains("tenant: must be", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON", 400)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("""{ "tenant": "a", "tenant": "b" }""", 400)]
    public async Task What_is_no_document_is_refused(string document, int status)
    {
        using var tenant = await shared.TenantAsync();

        Assert.Equal(status, (await tenant.PutSettingsAsync(document)).Status);
    }

    [Fact]
    public async Task A_document_above_a_mebibyte_is_a_413()
    {
        using var tenant = await shared.TenantAsync();

        Assert.Equal(413, (await tenant.PutSettingsAsync(Document(tenant.Name, First).PadRight(1_048_577))).Status);
    }

    private static async Task PutKeysAsync(Tenant tenant)
    {
        var answer = await tenant.PutSettingsAsync(Document(
            tenant.Name, First, $$""" "readers": ["reader of {{tenant.Name}}"], "admins": ["admin of {{tenant.Name}}"], """));
        Assert.True(answer.Status == 200, answer.Text);
    }

    private static string Document(string tenant, string versions, string keys = "") => $$"""
        { "tenant": "{{tenant}}", {{keys}} "sources": { "{{Calls.Source}}": { "secrets": ["{{Signed.Secret}}"] } }, "versions": [ {{versions}} ] }
        """;
}
