using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>The timer that tells timelines the time, at instants that a test chooses; a thread is silent for a day from 09:00 on 2 March.</summary>
[Collection(OnStorage.Name)]
public sealed class TellTimeTests(LocalStorage storage)
{
    private const string Due = "2026-03-03T09:00:00Z";

    [Theory]
    [InlineData("2026-03-03T08:59:59.999Z", 0)]
    [InlineData(Due, 1)]
    [InlineData("2026-04-01T00:00:00Z", 1)]
    public async Task A_silent_thread_is_closed_once_its_gap_has_passed(string now, long unanswered)
    {
        var clock = new Clock(ContactScript.Morning);
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Thread("thread").Frames);
        clock.Set(now);

        await instance.TellAsync();

        Assert.Equal(unanswered, await instance.SumAsync(tenant, Counter.Unanswered));
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    [Fact]
    public async Task It_is_told_once()
    {
        var clock = new Clock(ContactScript.Morning);
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Thread("thread").Frames);
        clock.Set(Due);
        var queue = new QueueView(instance);

        await RunAsync(instance);
        await queue.ApplyAsync();
        await RunAsync(instance);

        Assert.Empty(await queue.NextAsync());
    }

    [Fact]
    public async Task A_conversation_that_goes_on_asks_again_when_its_old_instant_comes()
    {
        var clock = new Clock(ContactScript.Morning);
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Thread("thread").Frames);
        clock.Set("2026-03-02T10:00:00Z");
        await instance.DeliverAsync(tenant, Thread("thread").Received(3_600).Frames);
        clock.Set(Due);

        await instance.TellAsync();
        Assert.Equal(0, await instance.SumAsync(tenant, Counter.Unanswered));
        clock.Set("2026-03-03T10:00:00Z");
        await instance.TellAsync();

        Assert.Equal(1, await instance.SumAsync(tenant, Counter.Unanswered));
    }

    [Fact]
    public async Task After_a_downtime_every_missed_instant_is_told()
    {
        var clock = new Clock(ContactScript.Morning);
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Enumerable.Range(0, 250).SelectMany(i => Thread($"thread-{i}").Frames));
        clock.Set("2026-04-01T00:00:00Z");

        await instance.TellAsync();

        Assert.Equal(250, await instance.SumAsync(tenant, Counter.Unanswered));
    }

    [Fact]
    public async Task A_row_that_was_written_before_a_failure_does_no_harm()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock(Due));
        var tenant = await instance.AddTenantAsync();
        var thread = Thread("thread");
        await instance.Get<Dues>().AskAsync(tenant.Tenant, [new Due(thread.Frames[0].Key, At.Utc("2026-03-02T09:30:00Z"))], CancellationToken.None);

        await instance.TellAsync(); // of a timeline that does not exist
        await instance.DeliverAsync(tenant, thread.Frames);
        await instance.TellAsync();

        Assert.Equal(1, await instance.SumAsync(tenant, Counter.Unanswered));
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    [Fact]
    public void An_event_from_outside_cannot_tell_the_time() =>
        Assert.Same(EventTypes.Unknown, EventTypes.Named("time.reached"));

    private static ContactScript Thread(string name) =>
        new ContactScript(name, kind: TimelineKind.Thread).Received(0, (Field.Channel, "whatsapp"));

    private static Task RunAsync(Instance instance) => instance.Function<TellTime>().RunAsync(new TimerInfo(), CancellationToken.None);
}
