using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>How a breach becomes known; the timer runs at full minutes, and a first reply is due ten minutes after the start at 09:00Z.</summary>
[Collection(OnStorage.Name)]
public sealed class BreachTests(LocalStorage storage)
{
    private const string Sla = """ "sla": [ { "clock": "first_reply", "target": "PT10M" } ] """;

    [Theory]
    [InlineData("2026-03-02T09:09:00Z", 0)]
    [InlineData("2026-03-02T09:10:00Z", 1)]
    [InlineData("2026-03-02T09:11:00Z", 1)]
    public async Task The_first_run_from_the_due_on_tells_it(string now, long breached)
    {
        var clock = new Clock(ContactScript.Morning);
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync(more: Sla);
        await instance.DeliverAsync(tenant, Chat("a").Frames);
        clock.Set(now);

        await instance.TellAsync();

        Assert.Equal(breached, await instance.SumAsync(tenant, Counter.SlaFirstReplyBreached));
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    [Fact]
    public async Task A_clock_asks_for_its_warning_and_then_for_its_due()
    {
        var clock = new Clock(ContactScript.Morning);
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync(more: Sla);
        await instance.DeliverAsync(tenant, Chat("a").Frames);
        Assert.Equal([At.Utc("2026-03-02T09:08:00Z")], await AsksAsync(instance, tenant));
        clock.Set("2026-03-02T09:08:00Z");

        await instance.TellAsync();

        Assert.Equal([At.Utc("2026-03-02T09:10:00Z")], await AsksAsync(instance, tenant));
        clock.Set("2026-03-02T09:10:00Z");
        await instance.TellAsync();
        Assert.Empty(await AsksAsync(instance, tenant));
        Assert.Equal(1, await instance.SumAsync(tenant, Counter.SlaFirstReplyBreached));
    }

    [Fact]
    public async Task A_breach_is_known_within_ninety_seconds_of_any_due()
    {
        var clock = new Clock("2026-03-02T09:00:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync(more: Sla);
        await instance.DeliverAsync(tenant, Enumerable.Range(0, 20).SelectMany(i => Chat($"chat-{i}", 7 * i).Frames));

        for (int minute = 8; minute <= 14; minute++)
        {
            string now = $"2026-03-02T09:{minute:00}:00Z";
            clock.Set(now);
            await instance.TellAsync();
            long due = Enumerable.Range(0, 20).Count(i => 600 + (7 * i) <= minute * 60);
            Assert.Equal(due, await instance.SumAsync(tenant, Counter.SlaFirstReplyBreached));
        }
    }

    [Fact]
    public async Task After_a_downtime_every_breach_lies_at_its_own_due()
    {
        var clock = new Clock(ContactScript.Morning);
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync(more: Sla);
        await instance.DeliverAsync(tenant, Enumerable.Range(0, 150).SelectMany(i => Chat($"chat-{i}", 900 * i).Frames));
        clock.Set("2026-04-01T00:00:00Z");

        await instance.TellAsync();

        var cells = (await instance.CellsAsync(tenant)).All.Where(cell => cell.Value[Counter.SlaFirstReplyBreached] != 0).ToList();
        Assert.Equal(
            Enumerable.Range(0, 150).Select(i => (At.Utc(ContactScript.Morning) + (i * 15 * At.Minute), 1L)),
            cells.Select(cell => (cell.Key.IntervalMs, cell.Value[Counter.SlaFirstReplyBreached])).Order());
    }

    [Fact]
    public async Task A_process_that_dies_with_the_event_on_the_queue_leaves_it_to_the_next()
    {
        string queue = storage.NewQueue();
        TenantSettings tenant;
        var clock = new Clock(ContactScript.Morning);
        await using (var first = await Instance.StartAsync(storage, queue, clock: clock))
        {
            tenant = await first.AddTenantAsync(more: Sla);
            await first.DeliverAsync(tenant, Chat("a").Frames);
            clock.Set("2026-03-02T09:11:00Z");
            await RunAsync(first);
        }

        await using var next = await Instance.StartAsync(storage, queue, clock: new Clock("2026-03-02T12:00:00Z"));
        await next.TellAsync();

        Assert.Equal(1, await next.SumAsync(tenant, Counter.SlaFirstReplyBreached));
        await Stored.IsTheArchiveAsync(next, tenant);
    }

    [Theory]
    [InlineData(nameof(Fault.RequestLost))]
    [InlineData(nameof(Fault.AnswerLost))]
    public async Task A_process_that_dies_before_it_forgets_tells_it_twice_and_counts_it_once(string fault)
    {
        string queue = storage.NewQueue();
        var clock = new Clock(ContactScript.Morning);
        await using var first = await Instance.StartAsync(storage, queue, clock: clock);
        var tenant = await first.AddTenantAsync(more: Sla);
        await first.DeliverAsync(tenant, Chat("a").Frames);
        clock.Set("2026-03-02T09:11:00Z");
        first.Network.DieAtWrite(1, Enum.Parse<Fault>(fault));
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(first));

        await using var next = await Instance.StartAsync(storage, queue, clock: new Clock("2026-03-02T09:12:00Z"));
        await next.TellAsync();
        await next.TellAsync();

        Assert.Equal(1, await next.SumAsync(tenant, Counter.SlaFirstReplyBreached));
        await Stored.IsTheArchiveAsync(next, tenant);
    }

    [Theory]
    [InlineData(nameof(Fault.RequestLost))]
    [InlineData(nameof(Fault.AnswerLost))]
    public async Task A_process_that_dies_while_it_counts_a_breach_neither_loses_nor_doubles_it(string fault)
    {
        string queue = storage.NewQueue();
        var clock = new Clock(ContactScript.Morning);
        await using var first = await Instance.StartAsync(storage, queue, clock: clock);
        var tenant = await first.AddTenantAsync(more: Sla);
        await first.DeliverAsync(tenant, Chat("a").Frames);
        clock.Set("2026-03-02T09:11:00Z");
        await RunAsync(first);
        var messages = await new QueueView(first).NextAsync();
        first.Network.DieAtWrite(1, Enum.Parse<Fault>(fault));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<Exception>(() => first.Aggregator.ApplyAsync(messages, patience.Token));

        await using var next = await Instance.StartAsync(storage, queue, clock: new Clock("2026-03-02T09:12:00Z"));
        await next.TellAsync();

        Assert.Equal(1, await next.SumAsync(tenant, Counter.SlaFirstReplyBreached));
        await Stored.IsTheArchiveAsync(next, tenant);
    }

    [Fact]
    public async Task A_reply_that_comes_late_but_was_in_time_takes_the_breach_back()
    {
        var clock = new Clock(ContactScript.Morning);
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync(more: Sla);
        var chat = Chat("a");
        await instance.DeliverAsync(tenant, chat.Frames);
        clock.Set("2026-03-02T09:11:00Z");
        await instance.TellAsync();
        Assert.Equal(1, await instance.SumAsync(tenant, Counter.SlaFirstReplyBreached));

        await instance.DeliverAsync(tenant, chat.Sent(600, "agent").Frames);

        Assert.Equal((1, 0), (await instance.SumAsync(tenant, Counter.SlaFirstReplyMet), await instance.SumAsync(tenant, Counter.SlaFirstReplyBreached)));
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    [Fact]
    public async Task History_settles_without_the_timer()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-04-01T00:00:00Z"));
        var tenant = await instance.AddTenantAsync(more: Sla);
        await instance.DeliverAsync(tenant, Enumerable.Range(0, 50).SelectMany(i => Chat($"chat-{i}", 900 * i).Frames));

        await new QueueView(instance).ApplyAsync();

        Assert.Equal(50, await instance.SumAsync(tenant, Counter.SlaFirstReplyBreached));
        Assert.Empty(await AsksAsync(instance, tenant));
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    private static ContactScript Chat(string name, double at = 0) => new ContactScript(name).Started(at, (Field.Channel, "chat"));

    private static Task RunAsync(Instance instance) => instance.Function<TellTime>().RunAsync(new TimerInfo(), CancellationToken.None);

    private static async Task<IEnumerable<long>> AsksAsync(Instance instance, TenantSettings tenant) =>
        (await instance.Get<Dues>().ReachedAsync(tenant.Tenant, At.Utc("2027-01-01T00:00:00Z"), CancellationToken.None)).Select(due => due.AtMs);
}
