using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>Every address answers every method: its own, or with a 405 that names it.</summary>
[Collection(WithSharedApp.Name)]
public sealed class MethodTests(SharedApp shared)
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

    [Theory]
    [InlineData("events", "POST")]
    [InlineData("settings", "PUT")]
    [InlineData("staffing", "GET")]
    [InlineData("health-panel", "GET")]
    [InlineData("action-panel", "GET")]
    [InlineData("weekly-panel", "GET")]
    [InlineData("annotations", "POST")]
    [InlineData("goals", "POST")]
    [InlineData("../portfolio", "GET")]
    [InlineData("../dashboard/demo/sign-out", "POST")]
    [InlineData("../dashboard/_files/style.css", "GET")]
    [InlineData("exports/v1/manifest.json", "GET")]
    [InlineData("snapshots/2026-03-02", "POST")]
    [InlineData("verify", "POST")]
    [InlineData("marks", "POST")]
    [InlineData("marks/0123456789abcdef0123456789abcdef", "GET")]
    [InlineData("../health", "GET", "HEAD")]
    public async Task A_method_that_is_not_the_address_s_own_is_a_405_with_Allow(string path, params string[] own)
    {
        using var tenant = await shared.TenantAsync();

        foreach (string method in Methods.Except(own))
        {
            var reply = await (Post.Unsigned([]) with { Method = method, Path = path }).SendAsync(tenant);
            Assert.Equal((method, 405, own[0]), (method, reply.Status, reply.Header("Allow")));
        }
    }
}
