using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Webhooks;

/// <summary>To the second, which takes a clock that stands.</summary>
[Collection(OnStorage.Name)]
public sealed class ToleranceTests(LocalStorage storage)
{
    [Theory]
    [InlineData(-301, 401)]
    [InlineData(-300, 202)]
    [InlineData(300, 202)]
    [InlineData(301, 401)]
    public async Task A_request_may_be_signed_five_minutes_before_or_after_now_and_no_second_more(long seconds, int status)
    {
        var clock = new Clock("2026-03-02T09:00:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();

        var (answer, _) = await Post.SendAsync(instance, tenant.Tenant, clock.GetUtcNow().ToUnixTimeSeconds() + seconds);

        Assert.Equal(status, answer.StatusCode);
    }
}
