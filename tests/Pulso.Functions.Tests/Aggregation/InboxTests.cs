using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>Gathered events wait as rows of their session's inbox, and nothing of them is lost or counted twice, whatever fails on the way.</summary>
[Collection(OnStorage.Name)]
public sealed class InboxTests(LocalStorage storage)
{
    private const string Noon = "2026-03-02T12:00:00Z";

    private static readonly (string, string) Gathers = ("Pulso:GatherSeconds", "5");

    private readonly Clock clock = new(Noon);

    [Fact]
    public async Task What_comes_for_a_session_in_one_turn_is_one_message_however_many_requests_bring_it()
    {
        await using var instance = await StartAsync();
        var tenant = await instance.AddTenantAsync();
        var view = new QueueView(instance);

        foreach (var frame in Calls.Many(10).Frames())
            await SendAsync(instance, tenant, [frame]);

        var messages = await view.NextAsync();
        Assert.All(messages, message => Assert.Equal(MessageSubject.Wake, message.Subject));
        Assert.Equal(messages.Select(message => message.SessionId).Distinct().Count(), messages.Count);
        Assert.Equal(Calls.Many(10).Frames().Count, await RowsAsync(instance, tenant));
    }

    [Fact]
    public async Task A_woken_session_applies_and_archives_what_waits_and_nothing_is_left()
    {
        await using var instance = await StartAsync(partitions: 4);
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(40).Frames();
        foreach (var some in frames.Chunk(3))
            await SendAsync(instance, tenant, some);

        Assert.Empty(await ApplyAsync(new QueueView(instance)));

        Assert.Equal(0, await RowsAsync(instance, tenant));
        await Stored.IsTheRecountAsync(instance, tenant, frames);
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    [Fact]
    public async Task More_than_a_page_is_taken_page_by_page_with_a_wake_up_for_the_next()
    {
        await using var instance = await StartAsync();
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(150).Frames();
        var view = new QueueView(instance);
        await Parallel.ForEachAsync(frames, async (frame, _) => await SendAsync(instance, tenant, [frame]));
        int before = await RowsAsync(instance, tenant);

        var wakeUp = Assert.Single(await view.NextAsync());
        await instance.Aggregator.ApplyAsync([wakeUp], CancellationToken.None);
        int between = await RowsAsync(instance, tenant);
        Assert.InRange(between, 1, before - 1);
        await ApplyAsync(view);

        Assert.Equal(0, await RowsAsync(instance, tenant));
        await Stored.IsTheRecountAsync(instance, tenant, frames);
    }

    [Fact]
    public async Task A_mark_passes_when_nothing_that_was_accepted_before_it_waits_any_more()
    {
        await using var instance = await StartAsync();
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(150).Frames();
        await Parallel.ForEachAsync(frames, async (frame, _) => await SendAsync(instance, tenant, [frame]));
        await instance.Get<EventQueue>().SendMarkAsync(tenant.Tenant, "mark", CancellationToken.None);

        foreach (var mark in (await new QueueView(instance).NextAsync()).Where(message => message.Subject == MessageSubject.Mark))
            await instance.Aggregator.ApplyAsync([mark], CancellationToken.None);

        Assert.Equal(0, await RowsAsync(instance, tenant, row => row.GetInt32("generation") is null));
        await ApplyAsync(new QueueView(instance));
        await Stored.IsTheRecountAsync(instance, tenant, frames);
    }

    [Fact]
    public async Task After_a_death_at_any_write_the_next_process_ends_with_the_same_figures()
    {
        var frames = Calls.Many(8).Frames();
        for (int write = 1; ; write++)
        {
            string queue = storage.NewQueue();
            using var died = new CancellationTokenSource();
            await using var first = await StartAsync(queue: queue);
            var tenant = await first.AddTenantAsync();
            await SendAsync(first, tenant, frames);
            first.Network.DieAtAnyWrite(write, died);
            await DieAsync(() => ApplyAsync(new QueueView(first)), died);

            await using var second = await StartAsync(queue: queue);
            await ApplyAsync(new QueueView(second));

            Assert.Equal(0, await RowsAsync(second, tenant));
            await Stored.IsTheRecountAsync(second, tenant, frames);
            await Stored.IsTheArchiveAsync(second, tenant);
            if (!died.IsCancellationRequested)
            {
                Assert.InRange(write, 4, 40); // commit, derived rows, archive, removal at least
                return;
            }
        }
    }

    [Fact]
    public async Task Where_the_wake_up_cannot_be_sent_nothing_is_accepted_and_the_next_request_sends_it()
    {
        var sender = new Refusing();
        await using var instance = await StartAsync(sender: sender);
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(1).Frames();

        sender.Refuses = true;
        await Assert.ThrowsAsync<ServiceBusException>(() => SendAsync(instance, tenant, frames));
        sender.Refuses = false;
        await SendAsync(instance, tenant, frames);
        await SendAsync(instance, tenant, frames);

        Assert.Equal(1, sender.Sent);
    }

    [Fact]
    public async Task While_the_table_takes_nothing_events_go_as_messages()
    {
        await using var instance = await StartAsync();
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(3).Frames();

        instance.Network.Rule = request => request.Uri.ToUri().AbsolutePath.EndsWith("/inbox", StringComparison.Ordinal) ? Fault.RequestLost : Fault.None;
        await SendAsync(instance, tenant, frames);
        instance.Network.Rule = _ => Fault.None;

        Assert.Equal(0, await RowsAsync(instance, tenant));
        await ApplyAsync(new QueueView(instance));
        await Stored.IsTheRecountAsync(instance, tenant, frames);
    }

    [Fact]
    public async Task A_wake_up_that_is_sent_in_again_from_the_dead_letter_side_wakes()
    {
        await using var instance = await StartAsync();
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(3).Frames();
        await SendAsync(instance, tenant, frames);
        var view = new QueueView(instance);
        var letter = Assert.Single(await view.NextAsync());

        await instance.Get<EventQueue>().ResubmitAsync(tenant.Tenant, letter, Lane.Live, CancellationToken.None);

        Assert.Empty(await ApplyAsync(view));
        Assert.Equal(0, await RowsAsync(instance, tenant));
        await Stored.IsTheRecountAsync(instance, tenant, frames);
    }

    [Fact]
    public async Task What_was_left_behind_is_late_after_half_a_minute_and_its_session_is_woken_by_the_timer()
    {
        await using var instance = await StartAsync();
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(3).Frames();
        await SendAsync(instance, tenant, frames);
        var view = new QueueView(instance);
        await view.NextAsync(); // the wake-up is lost
        clock.Set("2026-03-02T12:00:34Z");
        await instance.Function<WakeLate>().RunAsync(new TimerInfo(), CancellationToken.None);
        Assert.Empty(await view.NextAsync());

        clock.Set("2026-03-02T12:00:36Z");
        await instance.Function<WakeLate>().RunAsync(new TimerInfo(), CancellationToken.None);
        await ApplyAsync(view);

        await Stored.IsTheRecountAsync(instance, tenant, frames);
    }

    [Fact]
    public async Task Events_of_a_tenant_that_is_gone_and_what_cannot_be_read_go_to_the_dead_letter_side()
    {
        await using var instance = await StartAsync();
        var tenant = await instance.AddTenantAsync();
        string session = instance.Get<Deployment>().SessionOf(tenant.Tenant, 0);
        await instance.Get<Inbox>().PutAsync(tenant.Tenant, session, null, [1, 2, 3], CancellationToken.None);
        await SendAsync(instance, tenant with { Tenant = "nobody" }, Calls.Many(1).Frames());
        await SendAsync(instance, tenant, Calls.Many(1).Frames());

        var dead = await ApplyAsync(new QueueView(instance));

        Assert.Equal(["unknown-tenant", "unreadable"], dead.Select(letter => letter.Reason).Order(StringComparer.Ordinal));
        Assert.Equal(0, await RowsAsync(instance, tenant));
        await Stored.IsTheRecountAsync(instance, tenant, Calls.Many(1).Frames());
    }

    private Task<Instance> StartAsync(string? queue = null, int partitions = 1, ServiceBusSender? sender = null) =>
        Instance.StartAsync(storage, queue, partitions, clock, sender: sender, more: Gathers);

    private Task<IReadOnlyList<DeadLetter>> ApplyAsync(QueueView view) => view.ApplyAsync(waiting: () => clock.Pass(TimeSpan.FromSeconds(6)));

    private static Task SendAsync(Instance instance, TenantSettings tenant, IReadOnlyList<Frame> frames) =>
        instance.Get<EventQueue>().SendAsync(tenant.Tenant, frames, CancellationToken.None);

    private static async Task<int> RowsAsync(Instance instance, TenantSettings tenant, Func<TableEntity, bool>? isMeant = null)
    {
        int rows = 0;
        foreach (string session in instance.Get<Deployment>().SessionsOf(tenant.Tenant))
            rows += await instance.Get<TableServiceClient>().GetTableClient(Names.Inbox)
                .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {tenant.Tenant + "." + session}")).CountAsync(row => isMeant?.Invoke(row) ?? true);
        return rows;
    }

    private static async Task DieAsync(Func<Task> work, CancellationTokenSource died)
    {
        try
        {
            await work();
        }
        catch (Exception) when (died.IsCancellationRequested)
        {
            // as meant
        }
    }

    private sealed class Refusing : ServiceBusSender
    {
        public bool Refuses { get; set; }

        public int Sent { get; private set; }

        public override Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
        {
            if (Refuses)
                throw new ServiceBusException("no", ServiceBusFailureReason.ServiceBusy);
            Sent += messages.Count();
            return Task.CompletedTask;
        }
    }
}
