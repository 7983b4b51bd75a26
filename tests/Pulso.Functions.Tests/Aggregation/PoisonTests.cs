using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Moq;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>What cannot be applied goes to the dead-letter side with its reason, and its neighbours are counted.</summary>
[Collection(OnStorage.Name)]
public sealed class PoisonTests(LocalStorage storage)
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(0, 4)]
    [InlineData(0, 1, 2, 3, 4)]
    public async Task A_poison_event_is_sent_on_alone_and_its_neighbours_are_counted(params int[] poisonAt)
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4);
        var tenant = await instance.AddTenantAsync();
        var calls = Calls.Many(5);
        var good = calls.Where((_, place) => !poisonAt.Contains(place)).ToList().Frames();
        var frames = calls.SelectMany((call, place) => poisonAt.Contains(place) ? [OutOfTime($"poison-{place}")] : call.Frames);

        Assert.Empty(await instance.DeliverAsync(tenant, frames));
        var dead = await new QueueView(instance).ApplyAsync();

        Assert.Equal(poisonAt.Length, dead.Count);
        Assert.All(dead, letter => Assert.Equal("cannot-be-applied", letter.Reason));
        Assert.All(dead, letter => Assert.Single(Frame.Decode(letter.Message.Body.ToMemory().Span)));
        await Stored.IsTheRecountAsync(instance, tenant, good);
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    [Fact]
    public async Task Of_one_contact_the_event_whose_counter_overflows_is_rejected_and_the_others_count()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var endless = new ContactScript("endless").Started(0).Handled(60, (Field.Talk, long.MaxValue)).Handled(70, (Field.Talk, long.MaxValue)).Closed(80);

        await instance.DeliverAsync(tenant, endless.Frames);
        var dead = await new QueueView(instance).ApplyAsync();

        Assert.Equal("cannot-be-applied", Assert.Single(dead).Reason);
        await Stored.IsTheRecountAsync(instance, tenant, [.. endless.Frames.Where(frame => frame != endless.Frames[2])]);
    }

    [Fact]
    public async Task A_timeline_that_outgrows_its_row_takes_no_more_and_its_neighbours_count()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var huge = new ContactScript("huge").Started(0);
        var random = new Random(1);
        byte[] noise = new byte[12_000]; // which nothing makes shorter
        for (int i = 0; i < 75; i++)
        {
            random.NextBytes(noise);
            string criteria = $$"""{"{{Convert.ToBase64String(noise)}}":1}""";
            huge.Event(EventTypes.QualityEvaluated, i, (Field.Score, 1_000), (Field.Max, 1_000), (Field.Calibration, true), (Field.Criteria, criteria));
        }
        var call = Calls.Solved("call");

        await instance.DeliverAsync(tenant, [.. huge.Frames, .. call.Frames]);
        var dead = await new QueueView(instance).ApplyAsync();

        Assert.InRange(dead.Count, 10, 20); // of 75 times 12 KB in a row of 704 KiB
        Assert.All(dead, letter => Assert.Equal("timeline-too-large", letter.Reason));
        await Stored.IsTheRecountAsync(instance, tenant, [huge.Frames[0], .. call.Frames]);
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_dead_lettered_and_the_rest_of_its_batch_counts()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var call = Calls.Solved("call");
        byte[] whole = Frame.Encode(call.Frames);
        ServiceBusReceivedMessage[] messages =
        [
            Messages.Events(tenant.Tenant, [9, 9, 9]),
            Messages.Events(tenant.Tenant, whole[..^3]),
            Messages.Events(tenant.Tenant, call.Frames),
            Messages.Events(tenant.Tenant, Array.Empty<byte>()),
            Messages.Events(null, whole),
        ];

        var dead = (await instance.Aggregator.ApplyAsync(messages, CancellationToken.None)).DeadLetters;

        Assert.Equal([messages[0], messages[1], messages[3], messages[4]], dead.Select(letter => letter.Message));
        Assert.All(dead, letter => Assert.Equal("unreadable", letter.Reason));
        await Stored.IsTheRecountAsync(instance, tenant, call.Frames);
    }

    [Fact]
    public async Task Messages_of_a_tenant_that_does_not_exist_are_dead_lettered_and_those_of_others_count()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var call = Calls.Solved("call");
        ServiceBusReceivedMessage[] messages = [Messages.Events("nobody", call.Frames), Messages.Events(tenant.Tenant, call.Frames)];

        var dead = (await instance.Aggregator.ApplyAsync(messages, CancellationToken.None)).DeadLetters;

        Assert.Equal((messages[0], "unknown-tenant"), Assert.Single(dead.Select(letter => (letter.Message, letter.Reason))));
        await Stored.IsTheRecountAsync(instance, tenant, call.Frames);
    }

    [Fact]
    public async Task The_function_releases_its_session_and_dead_letters_with_the_reason()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, OutOfTime("poison"));
        var messages = (await new QueueView(instance).NextAsync()).ToArray();
        var actions = new Mock<ServiceBusMessageActions>();
        var session = new Mock<ServiceBusSessionMessageActions>();

        await instance.Function<Aggregate>().RunAsync(messages, actions.Object, session.Object, CancellationToken.None);

        session.Verify(s => s.ReleaseSession(It.IsAny<CancellationToken>()), Times.Once);
        actions.Verify(
            a => a.DeadLetterMessageAsync(
                Assert.Single(messages), null, "cannot-be-applied", It.Is<string>(text => text.Length > 0), It.IsAny<CancellationToken>()),
            Times.Once);
        actions.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_mark_is_passed_only_when_the_dead_letters_before_it_are_where_they_belong()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        const string Mark = "0123456789abcdef0123456789abcdef";
        await instance.DeliverAsync(tenant, OutOfTime("poison"));
        await instance.Get<EventQueue>().SendMarkAsync(tenant.Tenant, Mark, CancellationToken.None);
        var messages = (await new QueueView(instance).NextAsync()).GroupBy(message => message.SessionId);
        var passed = new List<bool>();
        var actions = new Mock<ServiceBusMessageActions>();
        actions.Setup(a => a.DeadLetterMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), null, It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns(async () => passed.Add(await PassedAsync()));

        foreach (var session in messages.OrderBy(session => session.Count()))
            await instance.Function<Aggregate>().RunAsync([.. session], actions.Object, Mock.Of<ServiceBusSessionMessageActions>(), CancellationToken.None);

        Assert.Equal([false], passed);
        Assert.True(await PassedAsync());

        Task<bool> PassedAsync() => instance.Get<Marks>().IsPassedAsync(tenant.Tenant, Mark, CancellationToken.None);
    }

    [Fact]
    public async Task A_batch_of_nothing_but_poison_writes_no_row()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();

        await instance.DeliverAsync(tenant, OutOfTime("one"), OutOfTime("two"));

        Assert.Equal(0, instance.Operations.Transactions.Total);
        Assert.Equal(0, instance.Operations.Applied.Total);
        Assert.Null((await instance.Store.LoadAsync(Names.Partition(tenant.Tenant, 0), CancellationToken.None)).Tag);
    }

    /// <summary>An event whose instant no calendar holds. The parser lets none in.</summary>
    private static Frame OutOfTime(string subject)
    {
        var frame = new ContactScript(subject).Started(0).Frames[0];
        return frame with { Event = frame.Event with { TimeMs = long.MaxValue } };
    }
}
