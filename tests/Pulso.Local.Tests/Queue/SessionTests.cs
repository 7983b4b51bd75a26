using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Queue;

namespace Pulso.Local.Tests.Queue;

public sealed class SessionTests : IDisposable
{
    private readonly TemporaryQueue _queue = new();

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task A_session_has_one_holder_at_a_time()
    {
        await _queue.SendAsync("a", "1");
        var held = await _queue.AcceptAsync();

        Assert.Equal("a", held!.Id);
        Assert.Null(await _queue.AcceptAsync());

        await held.ReleaseAsync();
        Assert.NotNull(await _queue.AcceptAsync());
    }

    [Fact]
    public async Task Messages_of_a_session_come_in_the_order_of_sending_and_those_of_others_do_not_come()
    {
        await _queue.SendAsync("a", "1", "2");
        await _queue.SendAsync("b", "x");
        await _queue.SendAsync("a", "3");
        var session = await _queue.AcceptAsync();

        var first = await ReceiveAsync(session!, max: 2);
        Assert.Equal(["1", "2"], Bodies(first));
        await session!.CompleteAsync([.. first.Select(message => message.SequenceNumber)]);
        Assert.Equal(["3"], Bodies(await ReceiveAsync(session)));
    }

    [Fact]
    public async Task A_message_comes_when_it_is_due_and_not_before()
    {
        var due = _queue.Clock.Now + TimeSpan.FromSeconds(5);
        await _queue.File.SendAsync(TemporaryQueue.Name, [new ServiceBusMessage(BinaryData.FromString("later")) { SessionId = "a", ScheduledEnqueueTime = due }]);
        Assert.Null(await _queue.AcceptAsync());
        await _queue.SendAsync("a", "now");
        var session = await _queue.AcceptAsync();
        Assert.Equal(["now"], Bodies(await ReceiveAsync(session!)));

        _queue.Clock.Now = due;

        var messages = await ReceiveAsync(session!);
        Assert.Equal(["later", "now"], Bodies(messages));
        Assert.Equal(due, messages[0].EnqueuedTime);
    }

    [Fact]
    public async Task The_session_served_least_recently_is_next_however_busy_another_is()
    {
        await _queue.SendAsync("busy", "1");
        await _queue.SendAsync("quiet", "1");
        var served = new List<string>();
        for (var turn = 0; turn < 6; turn++)
        {
            await _queue.SendAsync("busy", "more");
            var session = await _queue.AcceptAsync();
            served.Add(session!.Id);
            await session.ReleaseAsync();
        }

        Assert.Equal(["busy", "quiet", "busy", "quiet", "busy", "quiet"], served);
    }

    [Fact]
    public async Task A_lock_that_has_ended_is_free_and_its_old_holder_can_settle_nothing()
    {
        await _queue.SendAsync("a", "1");
        var late = await _queue.AcceptAsync();
        var message = (await ReceiveAsync(late!)).Single();

        _queue.Clock.Now += TimeSpan.FromSeconds(61);
        var next = await _queue.AcceptAsync();

        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => late!.CompleteAsync([message.SequenceNumber]));
        Assert.Equal(ServiceBusFailureReason.SessionLockLost, lost.Reason);
        Assert.Equal(2, (await ReceiveAsync(next!)).Single().DeliveryCount);
    }

    [Fact]
    public async Task Receiving_renews_the_lock()
    {
        await _queue.SendAsync("a", "1");
        var session = await _queue.AcceptAsync();
        _queue.Clock.Now += TimeSpan.FromSeconds(50);
        var message = (await ReceiveAsync(session!)).Single();
        _queue.Clock.Now += TimeSpan.FromSeconds(50);

        await session!.CompleteAsync([message.SequenceNumber]);

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 1, 50, TimeSpan.Zero), message.LockedUntil);
    }

    [Fact]
    public async Task The_lock_of_a_killed_process_is_free_at_once()
    {
        await _queue.SendAsync("a", "1");
        using var other = Process.Start(new ProcessStartInfo("sleep", "600"))!;
        var holder = new Holder(other.Id, Holder.StartOf(other.Id));
        var dying = await _queue.AcceptAsync(holder);
        await ReceiveAsync(dying!);
        Assert.Null(await _queue.AcceptAsync());

        other.Kill();
        await other.WaitForExitAsync();

        Assert.Equal(2, (await ReceiveAsync((await _queue.AcceptAsync())!)).Single().DeliveryCount);
    }

    [Fact]
    public async Task A_process_that_has_the_id_of_a_dead_one_does_not_keep_its_locks()
    {
        await _queue.SendAsync("a", "1");
        await _queue.AcceptAsync(new Holder(Environment.ProcessId, "0"));

        Assert.NotNull(await _queue.AcceptAsync());
    }

    [Fact]
    public async Task Who_waits_for_a_session_is_woken_by_a_message()
    {
        var waiting = QueueSession.AcceptNextAsync(_queue.File, TemporaryQueue.Name, CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        await _queue.SendAsync("a", "1");

        Assert.Equal("a", (await waiting).Id);
    }

    [Fact]
    public async Task Two_openings_of_one_file_share_its_sessions_and_lose_and_repeat_nothing()
    {
        const int Count = 400;

        // By another name the file is another opening, with its own connection and writer, as in another process.
        var link = Path.Combine(Path.GetDirectoryName(_queue.Address.Path)!, "link");
        Directory.CreateSymbolicLink(link, Path.GetDirectoryName(_queue.Address.Path)!);
        using var second = QueueFile.Open(_queue.Address with { Path = Path.Combine(link, "queue.db") });
        var received = new ConcurrentQueue<(string Session, int Number)>();
        using var done = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        await Task.WhenAll([SendAsync(_queue.File, 0), SendAsync(second, 1), ConsumeAsync(_queue.File), ConsumeAsync(second)]);

        foreach (var session in received.GroupBy(message => message.Session))
        {
            foreach (var sender in session.GroupBy(message => message.Number % 2)) Assert.Equal(sender.Order(), sender);
        }

        Assert.Equal(Enumerable.Range(0, 2 * Count), received.Select(message => message.Number).Order());

        static async Task SendAsync(QueueFile file, int which)
        {
            for (var i = which; i < 2 * Count; i += 2)
            {
                await file.SendAsync(TemporaryQueue.Name, [new ServiceBusMessage(BinaryData.FromString($"{i}")) { SessionId = $"s{i % 5}" }]);
            }
        }

        async Task ConsumeAsync(QueueFile file)
        {
            while (received.Count < 2 * Count)
            {
                done.Token.ThrowIfCancellationRequested();
                var session = await QueueSession.TryAcceptAsync(file, TemporaryQueue.Name, Holder.Current);
                if (session is null) continue;
                var messages = await ReceiveAsync(session, max: 7);
                foreach (var message in messages) received.Enqueue((session.Id, int.Parse(message.Body.ToString())));
                await session.CompleteAsync([.. messages.Select(message => message.SequenceNumber)]);
                await session.ReleaseAsync();
            }
        }
    }

    private static Task<ServiceBusReceivedMessage[]> ReceiveAsync(QueueSession session, int max = 100) =>
        session.ReceiveAsync(max, TimeSpan.Zero, CancellationToken.None);

    private static IEnumerable<string> Bodies(IEnumerable<ServiceBusReceivedMessage> messages) =>
        messages.Select(message => message.Body.ToString());
}
