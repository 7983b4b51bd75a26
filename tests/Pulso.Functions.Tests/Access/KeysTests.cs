using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Pulso.Functions.Access;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Access;

public sealed class KeysTests
{
    private static readonly IConfiguration AppSettings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Pulso:Queue"] = "events",
        ["Pulso:AdminKey"] = "the-deployment's-admin-key",
        ["Pulso:PseudonymKey"] = Convert.ToBase64String(new byte[32]),
        ["READER_KEY"] = "a-key-in-app-settings",
        ["EMPTY"] = "",
    }).Build();

    [Theory]
    [InlineData("the-deployment's-admin-key", Role.Admin)]
    [InlineData("an-admin-key", Role.Admin)]
    [InlineData("a-reader-key", Role.Reader)]
    [InlineData("a-key-in-app-settings", Role.Reader)]
    [InlineData("a-reader-ke", Role.None)]
    [InlineData("A-READER-KEY", Role.None)]
    [InlineData("setting:READER_KEY", Role.None)]
    [InlineData("", Role.None)]
    public void A_key_has_the_role_of_the_list_that_holds_it(string key, Role role) =>
        Assert.Equal(role, RoleOf($"Bearer {key}", Tenant("a-reader-key", "setting:READER_KEY", "setting:EMPTY", "setting:MISSING")));

    [Theory]
    [InlineData("a-reader-key")]
    [InlineData("Basic a-reader-key")]
    [InlineData("Bearer")]
    [InlineData("")]
    public void A_header_of_another_form_has_no_role(string header) => Assert.Equal(Role.None, RoleOf(header, Tenant("a-reader-key")));

    [Fact]
    public void What_is_stored_of_a_key_opens_nothing()
    {
        string stored = Keys.Stored("a-reader-key");

        Assert.DoesNotContain("a-reader-key", stored, StringComparison.Ordinal);
        Assert.Equal(Role.None, RoleOf($"Bearer {stored}", Tenant("a-reader-key")));
        Assert.Equal(stored, Keys.Stored(stored));
    }

    [Theory]
    [InlineData("sha256:")]
    [InlineData("sha256:not-a-hash")]
    [InlineData("sha256:0102")]
    public void A_key_that_only_looks_like_a_hash_is_a_key_like_any_other(string key)
    {
        Assert.Equal(Role.Reader, RoleOf($"Bearer {key}", Tenant(key)));
        Assert.Equal(Role.Reader, RoleOf("Bearer a-reader-key", Tenant(key, "a-reader-key")));
        Assert.Equal(Role.None, RoleOf("Bearer another", Tenant(key)));
    }

    [Fact]
    public void Without_a_tenant_only_the_deployments_key_counts()
    {
        Assert.Equal(Role.Admin, RoleOf("Bearer the-deployment's-admin-key", null));
        Assert.Equal(Role.None, RoleOf("Bearer an-admin-key", null));
    }

    private static Role RoleOf(string header, TenantSettings? tenant)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = header;
        return new Keys(Deployment.Read(AppSettings), AppSettings, new Sessions(Deployment.Read(AppSettings), TimeProvider.System)).CallerOf(request, tenant).Role;
    }

    private static TenantSettings Tenant(params string[] readers)
    {
        var document = new
        {
            tenant = "acme",
            sources = new { },
            readers = readers.Select(Keys.Stored),
            admins = new[] { Keys.Stored("an-admin-key") },
            versions = new[] { new { validFrom = "1990-01-01", timeZone = "UTC" } },
        };
        return SettingsParser.Parse(JsonSerializer.SerializeToElement(document), out var faults) ?? throw new ArgumentException(string.Join('\n', faults));
    }
}
