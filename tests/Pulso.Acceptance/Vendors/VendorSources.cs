using System.Net.Http.Headers;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Vendors;

/// <summary>Tenants with a source of every vendor's, and requests as the vendors make them.</summary>
internal static class VendorSources
{
    public const string Secret = "a-secret-of-the-vendors-own";

    /// <summary>With this the delivery of Qualtrics among the shared payloads was signed.</summary>
    private const string OfQualtrics = "kyma4ever";

    private const string Questions = """
        , "questions": { "readable_ref_rating": { "kind": "csat", "min": 1, "max": 5 }, "NRsxU591jIW9": { "kind": "ces", "min": 1, "max": 5, "polarity": "low-is-good" } }
        """;

    /// <summary>A tenant whose sources have the names of their vendors.</summary>
    public static async Task<Tenant> TenantAsync(SharedApp shared)
    {
        var tenant = await shared.TenantAsync();
        string sources = string.Join(',', VendorSigner.Of.Keys.Select(vendor =>
            $$""" "{{vendor}}": { "vendor": "{{vendor}}", "secrets": ["{{OfQualtrics}}", "{{Secret}}"]{{(vendor == "typeform" ? Questions : "")}} } """));
        var put = await tenant.PutSettingsAsync($$"""
            { "tenant": "{{tenant.Name}}", "sources": { "{{Calls.Source}}": { "secrets": ["{{Signed.Secret}}"] }, {{sources}} },
              "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC" } ] }
            """);
        Assert.True(put.Status == 200, put.Text);
        return tenant;
    }

    /// <summary>Where a vendor's deliveries go.</summary>
    public static string PathOf(Tenant tenant, string vendor) =>
        $"api/{tenant.Name}/{(vendor is "typeform" or "qualtrics" or "delighted" or "surveymonkey" ? "surveys" : "channels")}/{vendor}";

    /// <summary>A body that its vendor signs now.</summary>
    public static HttpRequestMessage Request(Tenant tenant, string vendor, string body)
    {
        var delivery = VendorSigner.Of[vendor](Secret, new Uri(tenant.Address, PathOf(tenant, vendor)).ToString(), body, TimeProvider.System.GetUtcNow());
        return Request(delivery, PathOf(tenant, vendor) + new Uri(delivery.Url).Query);
    }

    public static HttpRequestMessage Request(SignedDelivery delivery, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(delivery.Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(delivery.Type);
        foreach (var (name, value) in delivery.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
