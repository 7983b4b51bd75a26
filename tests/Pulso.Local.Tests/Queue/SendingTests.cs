using Azure.Messaging.ServiceBus;

namespace Pulso.Local.Tests.Queue;

public sealed class SendingTests : IAsyncLifetime
{
    private readonly TemporaryQueue _queue = new();
    private readonly ServiceBusClient _client;
    private readonly ServiceBusSender _sender;

    public SendingTests()
    {
        _client = new ServiceBusClient(_queue.ConnectionString, new ServiceBusClientOptions());
        _sender = _client.CreateSender(TemporaryQueue.Name);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        _queue.Dispose();
    }

    [Fact]
    public async Task A_thousand_sends_at_once_are_all_there_after_reopening()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(() => _sender.SendMessagesAsync([Message($"{i}", session: $"s{i % 16}")]))));
        await _client.DisposeAsync();
        _queue.Reopen();

        await using var client = new ServiceBusClient(_queue.ConnectionString, new ServiceBusClientOptions());
        var found = await client.CreateReceiver(TemporaryQueue.Name, new ServiceBusReceiverOptions()).PeekMessagesAsync(2000);
        Assert.Equal(Enumerable.Range(0, 1000), found.Select(message => int.Parse(message.Body.ToString())).Order());
    }

    [Fact]
    public async Task A_batch_takes_what_fits_in_256_KB_and_no_more()
    {
        using var batch = await _sender.CreateMessageBatchAsync();
        while (batch.TryAddMessage(new ServiceBusMessage(new BinaryData(new byte[10_000])) { SessionId = "a" }))
        {
        }

        await _sender.SendMessagesAsync(batch);

        Assert.Equal(25, batch.Count);
        Assert.InRange(batch.SizeInBytes, 250_000, 256 * 1024);
    }

    [Fact]
    public async Task A_message_over_256_KB_is_refused_for_its_size()
    {
        var refused = await Assert.ThrowsAsync<ServiceBusException>(
            () => _sender.SendMessagesAsync([new ServiceBusMessage(new BinaryData(new byte[256 * 1024])) { SessionId = "a" }]));

        Assert.Equal((ServiceBusFailureReason.MessageSizeExceeded, false), (refused.Reason, refused.IsTransient));
    }

    [Fact]
    public async Task A_message_without_a_session_is_refused_and_its_neighbours_get_through()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _sender.SendMessagesAsync([new ServiceBusMessage(BinaryData.FromString("x"))]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage(BinaryData.FromString("x")) { SessionId = new string('a', 129) });

        var bad = Message("bad", "a");
        bad.ApplicationProperties["what"] = new object();
        var sends = Enumerable.Range(0, 20).Select(i => _sender.SendMessagesAsync([i == 7 ? bad : Message($"{i}", "a")])).ToArray();
        await Assert.ThrowsAsync<NotSupportedException>(() => Task.WhenAll(sends));

        Assert.Equal(19, sends.Count(send => send.IsCompletedSuccessfully));
        Assert.Equal(19, (await _client.CreateReceiver(TemporaryQueue.Name, new ServiceBusReceiverOptions()).PeekMessagesAsync(100)).Count);
    }

    [Fact]
    public async Task While_the_refuse_file_is_there_the_queue_is_busy()
    {
        var refusal = _queue.Address.Path + ".refuse";
        await File.WriteAllTextAsync(refusal, "");
        var busy = await Assert.ThrowsAsync<ServiceBusException>(() => _sender.SendMessagesAsync([Message("x", "a")]));
        Assert.Equal((ServiceBusFailureReason.ServiceBusy, true), (busy.Reason, busy.IsTransient));

        File.Delete(refusal);
        await _sender.SendMessagesAsync([Message("x", "a")]);
    }

    [Fact]
    public async Task A_send_after_the_client_is_disposed_fails()
    {
        var queue = new TemporaryQueue();
        var client = new ServiceBusClient(queue.ConnectionString, new ServiceBusClientOptions());
        var sender = client.CreateSender(TemporaryQueue.Name);
        await sender.SendMessagesAsync([Message("x", "a")]);
        queue.Dispose();
        await client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => sender.SendMessagesAsync([Message("x", "a")]));
    }

    private static ServiceBusMessage Message(string body, string session) => new(BinaryData.FromString(body)) { SessionId = session };
}
