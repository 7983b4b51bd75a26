using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Pulso.Functions.Access;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Access;

/// <summary>Who the platform in front of the app says has signed in.</summary>
public sealed class PrincipalsTests
{
    private static readonly TenantSettings Bank = new("bank", [], [], [], []);

    [Theory]
    [InlineData(Role.Reader, "Pulso.Reader")]
    [InlineData(Role.Reader, "Pulso.Reader.bank")]
    [InlineData(Role.Admin, "Pulso.Reader.bank", "Pulso.Admin.bank")]
    [InlineData(Role.Admin, "Pulso.Admin")]
    [InlineData(Role.None, "Pulso.Admin.other")]
    [InlineData(Role.None, "pulso.admin")]
    [InlineData(Role.None)]
    public void An_app_role_opens_every_tenant_or_the_one_that_it_names(Role role, params string[] roles)
    {
        var caller = CallerOf(Principal(roles), trusts: true);
        Assert.Equal((role, role == Role.None ? "" : "entra 4f"), (caller.Role, caller.Name));
    }

    [Fact]
    public void Without_the_platform_in_front_anybody_could_send_the_header_and_it_counts_for_nothing() =>
        Assert.Equal(Role.None, CallerOf(Principal("Pulso.Admin"), trusts: false).Role);

    [Fact]
    public void Its_cookie_too_changes_nothing_from_a_page_of_another_site()
    {
        Assert.Equal(Role.None, CallerOf(Principal("Pulso.Admin"), trusts: true, method: "POST").Role);
        Assert.Equal(Role.Admin, CallerOf(Principal("Pulso.Admin"), trusts: true, method: "POST", ownPage: true).Role);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("bm90IEpTT04=")]
    [InlineData("W10=")]
    [InlineData("eyJjbGFpbXMiOlsxXX0=")]
    public void A_malformed_header_is_nobody(string header) => Assert.Equal(Role.None, CallerOf(header, trusts: true).Role);

    private static string Principal(params string[] roles) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        auth_typ = "aad",
        role_typ = "roles",
        claims = roles.Select(role => new { typ = "roles", val = role }).Append(new { typ = "oid", val = "4f" }),
    }));

    private static Caller CallerOf(string header, bool trusts, string method = "GET", bool ownPage = false)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Pulso:Queue"] = "events",
            ["Pulso:AdminKey"] = "the-deployment's-admin-key",
            ["Pulso:PseudonymKey"] = Convert.ToBase64String(new byte[32]),
            ["Pulso:TrustPlatformSignIn"] = trusts ? "true" : null,
        }).Build();
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Headers[Principals.Header] = header;
        if (ownPage)
            request.Headers[Keys.OwnPageHeader] = "1";
        var deployment = Deployment.Read(settings);
        return new Keys(deployment, settings, new Sessions(deployment, TimeProvider.System)).CallerOf(request, Bank);
    }
}
