using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Pulso.Acceptance.Running;
using Pulso.Alerts;
using Pulso.Functions.Alerts;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Alerts;

/// <summary>Alerts on their way to a queue and to receivers on this machine.</summary>
[Collection(OnStorage.Name)]
public sealed class DeliverAlertsTests(LocalStorage storage)
{
    private const string Nothing = "\"currency\": \"EUR\"";
    private static readonly Alert Action = new(AlertKind.Action, At.Utc("2026-03-02T09:10:00Z"), "a") { Rule = "again", Action = "call back", Customer = "c-1" };

    [Fact]
    public async Task An_alert_goes_once_to_the_queue_and_to_each_webhook()
    {
        using var desk = new Receiver();
        using var crm = new Receiver();
        await using var instance = await Watched.StartAsync(storage, new Clock("2026-03-02T09:11:00Z"));
        var tenant = await RaisedAsync(instance, ("desk", desk), ("crm", crm));

        await instance.DeliverAsync();
        await instance.DeliverAsync();

        Assert.Empty(await instance.PendingAsync(tenant));
        var (toDesk, toCrm) = (await desk.NextAsync(), await crm.NextAsync());
        Assert.Equal(toDesk.Text, toCrm.Text);
        Assert.Equal((0, 0), (desk.Waiting, crm.Waiting));
        var message = Assert.Single(await QueuedAsync(instance, tenant));
        Assert.Equal(toDesk.Text, message.Body.ToString());
        Assert.Equal(($"{tenant.Tenant}-{Action.Id}", "action"), (message.MessageId, message.ApplicationProperties["kind"]));
        var json = JsonSerializer.Deserialize<JsonElement>(toDesk.Text);
        Assert.Equal(
            ("1.0", Action.Id, $"/pulso/{tenant.Tenant}", "pulso.alert.raised", "2026-03-02T09:10:00.000Z", "call back"),
            (Text("specversion"), Text("id"), Text("source"), Text("type"), Text("time"), json.GetProperty("data").GetProperty("action").GetString()));
        string? Text(string name) => json.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_receiver_that_fails_is_asked_again_later_and_not_before()
    {
        using var desk = new Receiver();
        desk.Answer(500, 503);
        var clock = new Clock("2026-03-02T09:11:00Z");
        await using var instance = await Watched.StartAsync(storage, clock);
        var tenant = await RaisedAsync(instance, ("desk", desk));

        await instance.DeliverAsync();
        Assert.Equal([(1, At.Utc("2026-03-02T09:11:05Z"), "answered 500")], await AttemptsAsync(instance, tenant));
        clock.Set("2026-03-02T09:11:04.999Z");
        await instance.DeliverAsync();
        Assert.Equal(1, desk.Waiting);

        clock.Set("2026-03-02T09:11:05Z");
        await instance.DeliverAsync();
        Assert.Equal([(2, At.Utc("2026-03-02T09:16:05Z"), "answered 503")], await AttemptsAsync(instance, tenant));
        clock.Set("2026-03-02T09:17:00Z");
        await instance.DeliverAsync();

        Assert.Empty(await instance.PendingAsync(tenant));
        var (first, second, third) = (await desk.NextAsync(), await desk.NextAsync(), await desk.NextAsync());
        Assert.Single(new[] { first, second, third }.Select(received => received.Headers["webhook-id"]).Distinct());
        Assert.Equal(3, new[] { first, second, third }.Select(received => received.Headers["webhook-signature"]).Distinct().Count());
    }

    [Fact]
    public async Task What_is_tried_ten_times_in_vain_is_kept_and_can_be_sent_again()
    {
        using var desk = new Receiver();
        desk.Answer([.. Enumerable.Repeat(500, AlertDelivery.MostAttempts)]);
        var clock = new Clock("2026-03-02T09:11:00Z");
        await using var instance = await Watched.StartAsync(storage, clock);
        var tenant = await RaisedAsync(instance, ("desk", desk));

        for (int attempt = 0; attempt < AlertDelivery.MostAttempts; attempt++)
        {
            await instance.DeliverAsync();
            if (await AttemptsAsync(instance, tenant) is [var next])
                clock.Set(At.Text(next.NextMs!.Value));
        }

        Assert.Empty(await instance.PendingAsync(tenant));
        var dead = Assert.Single(await instance.DeadAsync(tenant));
        Assert.Equal(("desk", 10, "answered 500"), (dead.Target, dead.Attempts, dead.Problem));

        await instance.Get<Deliveries>().ReplaceAsync(tenant.Tenant, dead, dead.Again(clock.GetUtcNow().ToUnixTimeMilliseconds()), CancellationToken.None);
        await instance.DeliverAsync();
        Assert.Empty(await instance.DeadAsync(tenant));
        Assert.Empty(await instance.PendingAsync(tenant));
        Assert.Equal(11, desk.Waiting);
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_up_no_other_one()
    {
        using var hanging = new Receiver { Hangs = true };
        using var desk = new Receiver();
        using var ofOther = new Receiver();
        await using var instance = await Watched.StartAsync(storage, new Clock("2026-03-02T09:11:00Z"));
        var tenant = await RaisedAsync(instance, ("hanging", hanging), ("desk", desk));
        await instance.Get<AlertRaiser>().RaiseAsync(tenant, Action with { Of = "b" }, CancellationToken.None);
        await RaisedAsync(instance, ("desk", ofOther));

        var run = instance.DeliverAsync();
        await hanging.NextAsync();
        await Task.WhenAll(desk.NextAsync(), desk.NextAsync(), ofOther.NextAsync());
        Assert.False(run.IsCompleted);
        await run;

        // It was asked once, although two alerts wait for it.
        Assert.Equal(0, hanging.Waiting);
        Assert.Equal(["did not answer within 5 seconds", null], (await AttemptsAsync(instance, tenant)).OrderByDescending(delivery => delivery.Attempts).Select(delivery => delivery.Problem));
    }

    [Theory]
    [InlineData(nameof(Fault.RequestLost))]
    [InlineData(nameof(Fault.AnswerLost))]
    public async Task A_process_that_dies_before_it_settles_a_delivery_sends_it_again_under_the_same_id(string fault)
    {
        using var desk = new Receiver();
        var clock = new Clock("2026-03-02T09:11:00Z");
        string queue = storage.NewQueue();
        await using var first = await Watched.StartAsync(storage, clock, queue);
        var tenant = await RaisedAsync(first, ("desk", desk));
        first.Network.DieAtWrite(1, Enum.Parse<Fault>(fault));
        await Assert.ThrowsAnyAsync<Exception>(first.DeliverAsync);

        await using var next = await Watched.StartAsync(storage, clock, queue);
        await next.DeliverAsync();

        Assert.Empty(await next.PendingAsync(tenant));
        int sent = desk.Waiting;
        Assert.InRange(sent, 1, 2);
        var ids = new HashSet<string>();
        for (int i = 0; i < sent; i++)
            ids.Add((await desk.NextAsync()).Headers["webhook-id"]);
        Assert.Equal([Action.Id], ids);
    }

    [Fact]
    public async Task What_was_on_its_way_to_a_webhook_that_is_no_more_is_kept_aside()
    {
        await using var instance = await Watched.StartAsync(storage, new Clock("2026-03-02T09:11:00Z"));
        var tenant = await RaisedAsync(instance);
        await instance.Get<Deliveries>().AddAsync(tenant.Tenant, [AlertDelivery.First(Action, "gone")], CancellationToken.None);

        await instance.DeliverAsync();

        Assert.Equal("the webhook is no more", Assert.Single(await instance.DeadAsync(tenant)).Problem);
    }

    private static async Task<TenantSettings> RaisedAsync(Instance instance, params (string, Receiver)[] webhooks)
    {
        var tenant = await instance.AddAlertedTenantAsync(Nothing, webhooks);
        await instance.Get<AlertRaiser>().RaiseAsync(tenant, Action, CancellationToken.None);
        return tenant;
    }

    private static async Task<IReadOnlyList<(int Attempts, long? NextMs, string? Problem)>> AttemptsAsync(Instance instance, TenantSettings tenant) => [
        .. (await instance.PendingAsync(tenant)).Select(delivery => (delivery.Attempts, delivery.NextMs, delivery.Problem))];

    private static async Task<IEnumerable<ServiceBusReceivedMessage>> QueuedAsync(Instance instance, TenantSettings tenant) =>
        (await instance.Get<ServiceBusClient>().CreateReceiver(Watched.AlertsQueue, new ServiceBusReceiverOptions()).PeekMessagesAsync(1_000))
            .Where(message => tenant.Tenant.Equals(message.ApplicationProperties["tenant"]));
}
