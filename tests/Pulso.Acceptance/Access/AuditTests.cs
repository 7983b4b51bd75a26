using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Access;

/// <summary>Who changed what is written down before it is done.</summary>
[Collection(WithSharedApp.Name)]
public sealed class AuditTests(SharedApp shared)
{
    [Fact]
    public async Task Changes_are_told_with_who_made_them_and_without_their_secrets()
    {
        using var tenant = await shared.TenantAsync();
        await tenant.PutSettingsAsync($$"""
            { "tenant": "{{tenant.Name}}", "admins": ["the-admin-key-of-acme"], "sources": { "{{Calls.Source}}": { "secrets": ["{{Signed.Secret}}"] } },
              "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC" } ] }
            """);
        await tenant.PostAsync("snapshots/2026-03-02", "the-admin-key-of-acme");
        await tenant.GetAsync("kpis", "the-admin-key-of-acme");

        var answer = await tenant.GetAsync("audit", "the-admin-key-of-acme");

        string[] lines = answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(200, answer.Status);
        Assert.Equal("at_utc,who,action,detail", lines[0].TrimStart('\ufeff'));
        Assert.Equal(
            [
                $"deployment,settings,created; sources +{Calls.Source}; versions +1 from 1990-01-01 with 0 goals",
                "deployment,settings,admins +00d1e688",
                $"admin key 00d1e688,snapshots,/api/{tenant.Name}/snapshots/2026-03-02",
            ],
            lines[1..].Select(line => line[(line.IndexOf(',') + 1)..]));
        Assert.DoesNotContain("whsec_", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_document_leaves_no_line()
    {
        using var tenant = await shared.TenantAsync();

        Assert.Equal(400, (await tenant.PutSettingsAsync("{}")).Status);

        Assert.Equal(2, (await tenant.GetAsync("audit")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_month_without_changes_has_no_trail()
    {
        using var tenant = await shared.TenantAsync();

        Assert.Equal(404, (await tenant.GetAsync("audit?month=2020-01")).Status);
        Assert.Equal(400, (await tenant.GetAsync("audit?month=20-1")).Status);
    }
}
