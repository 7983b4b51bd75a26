using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Moq;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Webhooks;

/// <summary>What a sender hears while the storage is away: come again, and nothing was taken.</summary>
[Collection(OnStorage.Name)]
public sealed class OutageTests(LocalStorage storage)
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Without_storage_an_event_is_answered_503_with_Retry_After_and_later_taken(int retriesOfTheClient)
    {
        await using var instance = await Instance.StartAsync(storage, retries: retriesOfTheClient);
        var tenant = await instance.AddTenantAsync();

        instance.Network.FailNext(int.MaxValue);
        var (refused, response) = await Post.SendAsync(instance, tenant.Tenant);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, refused.StatusCode);
        Assert.Equal("5", response.Headers.RetryAfter);
        Assert.Empty(await new QueueView(instance).NextAsync());

        instance.Network.FailNext(0);
        var (taken, _) = await Post.SendAsync(instance, tenant.Tenant);
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
        var (answer, _) = await Post.SendAsync(second, tenant.Tenant);

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, answer.StatusCode);
    }

    [Theory]
    [InlineData(ServiceBusFailureReason.ServiceBusy)]
    [InlineData(ServiceBusFailureReason.ServiceTimeout)]
    [InlineData(ServiceBusFailureReason.ServiceCommunicationProblem)]
    [InlineData(ServiceBusFailureReason.QuotaExceeded)]
    [InlineData(ServiceBusFailureReason.MessageSizeExceeded)]
    [InlineData(ServiceBusFailureReason.MessagingEntityDisabled)]
    [InlineData(ServiceBusFailureReason.MessagingEntityNotFound)]
    [InlineData(ServiceBusFailureReason.GeneralError)]
    public async Task A_queue_that_is_down_busy_full_or_finds_it_too_large_is_a_503_with_Retry_After(ServiceBusFailureReason reason)
    {
        var sender = new Mock<ServiceBusSender>();
        sender.Setup(queue => queue.CreateMessageBatchAsync(It.IsAny<CancellationToken>())).Throws(new ServiceBusException("no", reason));
        await using var instance = await Instance.StartAsync(storage, sender: sender.Object);
        var tenant = await instance.AddTenantAsync();

        var (answer, response) = await Post.SendAsync(instance, tenant.Tenant);

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, answer.StatusCode);
        Assert.Equal("5", response.Headers.RetryAfter);
        Assert.DoesNotContain($"{reason}", answer.Content, StringComparison.Ordinal);
    }
}
