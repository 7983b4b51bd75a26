using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pulso.Functions.Access;
using Pulso.Functions.Tests.Running;
using Pulso.Functions.Webhooks;

namespace Pulso.Functions.Tests.Webhooks;

/// <summary>One event to the canonical endpoint, signed.</summary>
internal static class Post
{
    /// <param name="signedAt">Unix seconds; now if left out.</param>
    public static async Task<(ContentResult Answer, HttpResponse Response)> SendAsync(Instance instance, string tenant, long? signedAt = null)
    {
        byte[] body = """
            {"specversion":"1.0","id":"1","source":"/test","type":"contact.started","time":"2026-03-02T09:00:00Z","subject":"call","data":{"queue":"sales"}}
            """u8.ToArray();
        string timestamp = (signedAt ?? TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.ContentType = "application/cloudevents+json";
        context.Request.Body = new MemoryStream(body);
        context.Request.Headers["webhook-id"] = "message";
        context.Request.Headers["webhook-timestamp"] = timestamp;
        context.Request.Headers["webhook-signature"] = "v1," + Convert.ToBase64String(StandardWebhooks.Sign(Pulso.Tests.Scenarios.Tenants.Secret, "message", timestamp, body));
        var answer = await instance.Function<CanonicalEvents>().RunAsync(context.Request, tenant, CancellationToken.None);
        return (Assert.IsType<ContentResult>(answer), context.Response);
    }
}
