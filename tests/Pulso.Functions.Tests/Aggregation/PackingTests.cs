using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Aggregation;

[Collection(OnStorage.Name)]
public sealed class PackingTests(LocalStorage storage)
{
    private const int LimitOfTheService = 256 * 1024;

    [Fact]
    public async Task A_request_is_packed_into_few_messages_each_well_below_the_limit_and_of_one_session()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 16);
        var deployment = instance.Get<Deployment>();
        string criteria = $$"""{"{{new string('語', 5_000)}}":1}""";
        var frames = Enumerable.Range(0, 400)
            .SelectMany(i => new ContactScript($"contact-{i}".PadRight(256, '語')).Event(EventTypes.QualityEvaluated, i, (Field.Criteria, criteria)).Frames)
            .ToList();

        await instance.Get<EventQueue>().SendAsync("acme", frames, CancellationToken.None);
        var messages = await new QueueView(instance).NextAsync();

        Assert.All(messages, message => Assert.InRange(message.Body.ToMemory().Length, 1, LimitOfTheService * 3 / 4));
        Assert.InRange(messages.Count, 400 * 15_000 / LimitOfTheService, 60);
        foreach (var message in messages)
        {
            var sessions = Frame.Decode(message.Body.ToMemory().Span).Select(frame => deployment.SessionOf("acme", frame.Key.Partition("acme", 16)));
            Assert.Equal([message.SessionId], sessions.Distinct());
        }
        Assert.Equal(
            frames.Select(frame => frame.Event.Id).Order(),
            messages.SelectMany(message => Frame.Decode(message.Body.ToMemory().Span)).Select(frame => frame.Event.Id).Order());
    }

    [Fact]
    public async Task Small_events_of_one_session_share_one_message_in_their_order()
    {
        await using var instance = await Instance.StartAsync(storage);
        var frames = Calls.Many(100).Frames();

        await instance.Get<EventQueue>().SendAsync("acme", frames, CancellationToken.None);

        var message = Assert.Single(await new QueueView(instance).NextAsync());
        Assert.Equal(frames.Select(frame => frame.Event.Id), Frame.Decode(message.Body.ToMemory().Span).Select(frame => frame.Event.Id));
    }

    [Fact]
    public async Task The_same_events_make_the_same_message_and_others_another()
    {
        await using var instance = await Instance.StartAsync(storage);
        var queue = instance.Get<EventQueue>();
        var (one, other) = (Calls.Solved("one").Frames, Calls.Solved("other").Frames);

        await queue.SendAsync("acme", one, CancellationToken.None);
        await queue.SendAsync("acme", one, CancellationToken.None);
        await queue.SendAsync("acme", other, CancellationToken.None);
        await queue.SendAsync("umbrella", one, CancellationToken.None);
        var ids = (await new QueueView(instance).NextAsync()).Select(message => message.MessageId).ToList();

        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(3, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id.Length, 1, 128));
    }

    [Fact]
    public async Task A_mark_goes_into_every_session()
    {
        await using var instance = await Instance.StartAsync(storage);

        await instance.Get<EventQueue>().SendMarkAsync("acme", "0123456789abcdef0123456789abcdef", CancellationToken.None);

        var messages = await new QueueView(instance).NextAsync();
        Assert.Equal(Enum.GetValues<Lane>().SelectMany(lane => instance.Get<Deployment>().SessionsOf("acme", lane)), messages.Select(message => message.SessionId));
    }
}
