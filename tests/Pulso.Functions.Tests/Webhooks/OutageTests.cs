using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pulso.Functions.Access;
using Pulso.Functions.Tests.Running;
using Pulso.Functions.Webhooks;

namespace Pulso.Functions.Tests.Webhooks;

/// <summary>What a sender hears while the storage is away: come again, and nothing was taken.</summary>
[Collection(OnStorage.Name)]
public sealed class OutageTests(LocalStorage storage)
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Without_storage_an_event_is_answered_503_with_Retry_After_and_later_taken(int retriesOfTheClient)
    {
        await using var instance = await Instance.StartAsync(storage, retries: retriesOfTheClient);
        var tenant = await instance.AddTenantAsync();

        instance.Network.FailNext(int.MaxValue);
        var (refused, response) = await PostAsync(instance, tenant.Tenant);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, refused.StatusCode);
        Assert.Equal("5", response.Headers.RetryAfter);
        Assert.Empty(await new QueueView(instance).NextAsync());

        instance.Network.FailNext(0);
        var (taken, _) = await PostAsync(instance, tenant.Tenant);
        Assert.Equal(StatusCodes.Status202Accepted, taken.StatusCode);
        Assert.Single(await new QueueView(instance).NextAsync());
    }

    [Fact]
    public async Task Without_storage_the_settings_of_a_tenant_cannot_be_known_and_that_is_no_404()
    {
        await using var first = await Instance.StartAsync(storage);
        var tenant = await first.AddTenantAsync();
        await using var second = await Instance.StartAsync(storage, retries: 2);

        second.Network.FailNext(int.MaxValue);
        var (answer, _) = await PostAsync(second, tenant.Tenant);

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, answer.StatusCode);
    }

    private static async Task<(ContentResult Answer, HttpResponse Response)> PostAsync(Instance instance, string tenant)
    {
        byte[] body = """
            {"specversion":"1.0","id":"1","source":"/test","type":"contact.started","time":"2026-03-02T09:00:00Z","subject":"call","data":{"queue":"sales"}}
            """u8.ToArray();
        string timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.ContentType = "application/cloudevents+json";
        context.Request.Body = new MemoryStream(body);
        context.Request.Headers["webhook-id"] = "message";
        context.Request.Headers["webhook-timestamp"] = timestamp;
        context.Request.Headers["webhook-signature"] = "v1," + Convert.ToBase64String(StandardWebhooks.Sign(Secret, "message", timestamp, body));
        var answer = await instance.Function<CanonicalEvents>().RunAsync(context.Request, tenant, CancellationToken.None);
        return (Assert.IsType<ContentResult>(answer), context.Response);
    }
}
