using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pulso.Acceptance.Vendors;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Running;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>Requests to the functions of vendors, as the host makes them.</summary>
internal static class VendorPosts
{
    public const string Secret = "the-secret-of-the-source";

    /// <summary>A tenant with these sources, as JSON.</summary>
    public static async Task<string> AddSourcesAsync(this Instance instance, string sources) =>
        (await instance.AddTenantOfAsync($$"""
            "sources": { {{sources}} }, {{Instance.Defaults}}
            """)).Tenant;

    /// <summary>Posts a body, signed as the vendor does.</summary>
    public static Task<ContentResult> PostAsync(this Instance instance, string tenant, string vendor, string path, string body, string secret = Secret)
    {
        string url = $"https://pulso.example/api/{tenant}/{path}";
        var delivery = VendorSigner.Of[vendor](secret, url, body, TimeProvider.System.GetUtcNow());
        return instance.SendAsync(tenant, path, delivery, query: delivery.Url[url.Length..]);
    }

    public static async Task<ContentResult> SendAsync(this Instance instance, string tenant, string path, SignedDelivery? delivery, string method = "POST", string query = "")
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("10.0.0.4:8080");
        context.Request.Path = $"/api/{tenant}/{path}";
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers["X-Forwarded-Proto"] = "https";
        context.Request.Headers["X-Forwarded-Host"] = "pulso.example";
        if (delivery is not null)
        {
            context.Request.ContentType = delivery.Type;
            context.Request.Body = new MemoryStream(Signing.Bytes(delivery.Body));
            foreach (var (name, value) in delivery.Headers)
                context.Request.Headers[name] = value;
        }
        var functions = instance.Function<VendorEvents>();
        string[] parts = path.Split('/');
        var answer = parts[0] == "channels"
            ? await functions.ChannelAsync(context.Request, tenant, parts[1], CancellationToken.None)
            : await functions.SurveyAsync(context.Request, tenant, parts[1], CancellationToken.None);
        return answer as ContentResult ?? new ContentResult { StatusCode = Assert.IsType<OkResult>(answer).StatusCode };
    }
}
