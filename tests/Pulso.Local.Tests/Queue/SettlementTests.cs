using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Queue;

namespace Pulso.Local.Tests.Queue;

public sealed class SettlementTests : IDisposable
{
    private readonly TemporaryQueue _queue = new(maxDeliveryCount: 3);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task An_abandoned_message_keeps_its_place_and_counts_one_delivery_more()
    {
        await _queue.SendAsync("a", "1", "2", "3");
        var session = await _queue.AcceptAsync();
        var first = await ReceiveAsync(session!);

        await session!.AbandonAsync([first[0].SequenceNumber, first[1].SequenceNumber]);

        var again = await ReceiveAsync(session);
        Assert.Equal(["1", "2", "3"], again.Select(message => message.Body.ToString()));
        Assert.Equal([2, 2, 1], again.Select(message => message.DeliveryCount));
        Assert.Equal(first.Select(message => message.SequenceNumber), again.Select(message => message.SequenceNumber));
    }

    [Fact]
    public async Task A_message_that_fails_too_often_is_dead_lettered_and_its_neighbours_are_not()
    {
        await _queue.SendAsync("a", "poison", "good");
        var session = await _queue.AcceptAsync();
        for (var delivery = 0; delivery < 3; delivery++) await session!.AbandonAsync([(await ReceiveAsync(session))[0].SequenceNumber]);

        Assert.Equal("good", (await ReceiveAsync(session!)).Single().Body.ToString());
        var dead = (await DeadLettersAsync()).Single();
        Assert.Equal(("poison", "MaxDeliveryCountExceeded", 3), (dead.Body.ToString(), dead.DeadLetterReason, dead.DeliveryCount));
    }

    [Fact]
    public async Task A_dead_letter_keeps_what_it_was_and_says_why()
    {
        await _queue.File.SendAsync(TemporaryQueue.Name, [new ServiceBusMessage(BinaryData.FromString("body"))
        {
            SessionId = "a",
            MessageId = "id",
            Subject = "subject",
            ApplicationProperties = { ["tenant"] = "acme", ["n"] = 5, ["at"] = DateTimeOffset.UnixEpoch },
        }]);
        var session = await _queue.AcceptAsync();
        var message = (await ReceiveAsync(session!)).Single();

        await session!.DeadLetterAsync(message.SequenceNumber, "bad-event", "Has no subject.");

        Assert.Empty(await ReceiveAsync(session));
        var dead = (await DeadLettersAsync()).Single();
        Assert.Equal(("bad-event", "Has no subject."), (dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        Assert.Equal(("id", "a", "subject"), (dead.MessageId, dead.SessionId, dead.Subject));
        Assert.Equal((_queue.Clock.Now, message.SequenceNumber), (dead.EnqueuedTime, dead.SequenceNumber));
        Assert.Equal(("acme", 5), (dead.ApplicationProperties["tenant"], dead.ApplicationProperties["n"]));
        Assert.Equal(DateTimeOffset.UnixEpoch, dead.ApplicationProperties["at"]);
    }

    [Fact]
    public async Task A_sequence_number_is_never_given_twice()
    {
        await _queue.SendAsync("a", "1");
        var session = await _queue.AcceptAsync();
        var first = (await ReceiveAsync(session!)).Single().SequenceNumber;
        await session!.CompleteAsync([first]);
        await session.ReleaseAsync();
        _queue.Reopen();

        await _queue.SendAsync("a", "2");

        session = await _queue.AcceptAsync();
        Assert.True((await ReceiveAsync(session!)).Single().SequenceNumber > first);
    }

    [Fact]
    public async Task Peeking_goes_on_where_the_last_peek_ended_and_takes_nothing()
    {
        await _queue.SendAsync("a", "1", "2");
        await _queue.SendAsync("b", "3");
        await using var client = new ServiceBusClient(_queue.ConnectionString, new ServiceBusClientOptions());
        var receiver = client.CreateReceiver(TemporaryQueue.Name, new ServiceBusReceiverOptions());

        Assert.Equal(["1", "2"], (await receiver.PeekMessagesAsync(2)).Select(message => message.Body.ToString()));
        var rest = await receiver.PeekMessagesAsync(10);
        Assert.Equal(("3", 0), (rest.Single().Body.ToString(), rest.Single().DeliveryCount));
        Assert.Equal(3, (await receiver.PeekMessagesAsync(10, fromSequenceNumber: 1)).Count);
        Assert.NotNull(await _queue.AcceptAsync());
    }

    private static Task<ServiceBusReceivedMessage[]> ReceiveAsync(QueueSession session) =>
        session.ReceiveAsync(100, TimeSpan.Zero, CancellationToken.None);

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> DeadLettersAsync()
    {
        await using var client = new ServiceBusClient(_queue.ConnectionString, new ServiceBusClientOptions());
        var receiver = client.CreateReceiver(TemporaryQueue.Name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        return await receiver.PeekMessagesAsync(100);
    }
}
