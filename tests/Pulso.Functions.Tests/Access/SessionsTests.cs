using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Pulso.Functions.Access;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Access;

/// <summary>A browser's sign-in: a cookie in the place of the key.</summary>
public sealed class SessionsTests
{
    private static readonly Deployment Ours = DeploymentWith("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    private readonly Clock clock = new("2026-03-02T09:00:00Z");

    [Fact]
    public void A_sign_in_stands_for_the_key_that_it_was_made_with()
    {
        Assert.Equal(Role.Reader, CallerOf("GET", Cookie("a-reader-key")).Role);
        Assert.Equal(Role.Admin, CallerOf("GET", Cookie("an-admin-key")).Role);
        Assert.Equal(Role.None, CallerOf("GET", Cookie("another")).Role);
    }

    [Fact]
    public void It_ends_by_itself()
    {
        string cookie = Cookie("a-reader-key");
        clock.Set("2026-03-09T08:59:59Z");
        Assert.Equal(Role.Reader, CallerOf("GET", cookie).Role);
        clock.Set("2026-03-09T09:00:00Z");
        Assert.Equal(Role.None, CallerOf("GET", cookie).Role);
    }

    [Fact]
    public void Taking_the_key_out_of_the_settings_ends_it() =>
        Assert.Equal(Role.None, CallerOf("GET", Cookie("a-reader-key"), Tenant("the-next-key")).Role);

    [Fact]
    public void A_page_of_another_site_cannot_change_anything_with_it()
    {
        Assert.Equal(Role.None, CallerOf("POST", Cookie("an-admin-key")).Role);
        Assert.Equal(Role.Admin, CallerOf("POST", Cookie("an-admin-key"), ownPage: true).Role);
    }

    [Fact]
    public void Neither_the_key_nor_its_hash_is_in_it()
    {
        byte[] cookie = Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(Cookie("a-reader-key"));
        Assert.Equal(-1, cookie.AsSpan().IndexOf("reader"u8));
        Assert.Equal(-1, cookie.AsSpan().IndexOf(Keys.Hash("a-reader-key").AsSpan(0, 8)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a-reader-key")]
    [InlineData("AAAA")]
    public void What_was_not_sealed_here_opens_nothing(string cookie) => Assert.Equal(Role.None, CallerOf("GET", cookie).Role);

    [Fact]
    public void A_changed_bit_or_another_deployment_opens_nothing()
    {
        string cookie = Cookie("a-reader-key");
        for (int i = 0; i < cookie.Length - 1; i++) // the last character has bits that stand for nothing
            Assert.Equal(Role.None, CallerOf("GET", cookie[..i] + (cookie[i] == 'A' ? 'B' : 'A') + cookie[(i + 1)..]).Role);
        var theirs = DeploymentWith("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        Assert.Null(new Sessions(theirs, clock).KeyHashOf(Request("GET", cookie)));
    }

    [Fact]
    public void No_script_reads_it_no_other_site_sends_it_and_only_TLS_carries_it_but_on_one_machine()
    {
        string cookie = Header("a-reader-key", "pulso.example");
        foreach (string part in new[] { "httponly", "samesite=strict", "secure", "path=/api", "expires=Mon, 09 Mar 2026 09:00:00 GMT" })
            Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", Header("a-reader-key", "127.0.0.1:7071"), StringComparison.Ordinal);
    }

    private static Deployment DeploymentWith(string key) => Deployment.Read(Settings(key));

    private static IConfiguration Settings(string key) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Pulso:Queue"] = "events",
        ["Pulso:AdminKey"] = "the-deployment's-admin-key",
        ["Pulso:PseudonymKey"] = key,
    }).Build();

    private static TenantSettings Tenant(string reader) => new("bank", [], [Keys.Stored(reader)], [Keys.Stored("an-admin-key")], []);

    private string Header(string key, string host)
    {
        var request = Request("POST", null);
        request.Host = new HostString(host);
        new Sessions(Ours, clock).Begin(request, Keys.Hash(key));
        return request.HttpContext.Response.Headers.SetCookie.ToString();
    }

    private string Cookie(string key) => Header(key, "pulso.example").Split(';')[0][(Sessions.Cookie.Length + 1)..];

    private Caller CallerOf(string method, string cookie, TenantSettings? tenant = null, bool ownPage = false)
    {
        var request = Request(method, cookie);
        if (ownPage)
            request.Headers[Keys.OwnPageHeader] = "1";
        return new Keys(Ours, Settings("AAAA"), new Sessions(Ours, clock)).CallerOf(request, tenant ?? Tenant("a-reader-key"));
    }

    private static HttpRequest Request(string method, string? cookie)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        if (cookie is not null)
            request.Headers.Cookie = $"{Sessions.Cookie}={cookie}";
        return request;
    }
}
