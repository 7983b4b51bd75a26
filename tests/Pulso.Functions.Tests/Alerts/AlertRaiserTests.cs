using Pulso.Alerts;
using Pulso.Functions.Alerts;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Alerts;

/// <summary>Alerts of clocks; a chat's first reply is due ten minutes after 09:00Z.</summary>
[Collection(OnStorage.Name)]
public sealed class AlertRaiserTests(LocalStorage storage)
{
    private const string Sla = """ "sla": [ { "clock": "first_reply", "target": "PT10M", "warnAt": 1 } ] """;
    private static readonly long Due = At.Utc("2026-03-02T09:10:00Z");

    [Fact]
    public async Task A_breach_is_one_alert_at_its_due_however_often_it_is_told()
    {
        await using var instance = await Watched.StartAsync(storage, new Clock("2026-03-02T09:11:00Z"));
        var tenant = await instance.AddAlertedTenantAsync(Sla);
        await instance.DeliverAsync(tenant, Watched.Chat("a").Frames);

        await instance.TellAsync();
        await instance.DeliverAsync(tenant, Watched.Chat("a").Frames);
        await instance.TellAsync();
        await new QueueView(instance).ApplyAsync(); // everything once more

        var life = Assert.Single(await instance.AlertsAsync(tenant));
        Assert.Equal((AlertKind.SlaBreach, Due, Due + At.Minute, 1), (life.Alert.Kind, life.Alert.AtMs, life.RaisedMs, life.Entries.Count));
        Assert.Equal(["queue"], (await instance.PendingAsync(tenant)).Select(delivery => delivery.Target));
    }

    [Fact]
    public async Task After_hours_of_downtime_each_missed_breach_is_an_alert_at_its_own_due()
    {
        await using var instance = await Watched.StartAsync(storage, new Clock("2026-03-02T21:00:00Z"));
        var tenant = await instance.AddAlertedTenantAsync(Sla);
        await instance.DeliverAsync(tenant, Enumerable.Range(0, 30).SelectMany(i => Watched.Chat($"chat-{i}", 60 * i).Frames));

        await instance.TellAsync();
        await new QueueView(instance).ApplyAsync();

        Assert.Equal(Enumerable.Range(0, 30).Select(i => Due + (i * At.Minute)), (await instance.AlertsAsync(tenant)).Select(life => life.Alert.AtMs));
    }

    [Fact]
    public async Task History_that_is_replayed_raises_none()
    {
        await using var instance = await Watched.StartAsync(storage, new Clock("2026-03-09T09:10:00.001Z"));
        var tenant = await instance.AddAlertedTenantAsync(Sla);
        await instance.DeliverAsync(tenant, [.. Watched.Chat("a").Frames, .. Watched.Chat("b", 60).Frames]);

        await instance.TellAsync();
        await new QueueView(instance).ApplyAsync();

        Assert.Equal(["b"], (await instance.AlertsAsync(tenant)).Select(life => life.Alert.Contact));
    }

    [Fact]
    public async Task A_reply_that_comes_late_and_was_in_time_resolves_the_alert()
    {
        await using var instance = await Watched.StartAsync(storage, new Clock("2026-03-02T09:11:00Z"));
        var tenant = await instance.AddAlertedTenantAsync(Sla);
        await instance.DeliverAsync(tenant, Watched.Chat("a").Frames);
        await instance.TellAsync();

        await instance.DeliverAsync(tenant, Watched.Chat("a").Sent(60, "agent").Frames);
        await new QueueView(instance).ApplyAsync();

        var life = Assert.Single(await instance.AlertsAsync(tenant));
        Assert.Equal(["Raised", "Resolved"], life.Entries.Select(entry => $"{entry.Step}"));
        Assert.All(life.Entries, entry => Assert.Equal(AlertLife.Pulso, entry.Who));
    }

    [Theory]
    [InlineData(1, nameof(Fault.RequestLost))]
    [InlineData(1, nameof(Fault.AnswerLost))]
    [InlineData(2, nameof(Fault.RequestLost))]
    [InlineData(2, nameof(Fault.AnswerLost))]
    [InlineData(3, nameof(Fault.RequestLost))]
    [InlineData(3, nameof(Fault.AnswerLost))]
    [InlineData(4, nameof(Fault.RequestLost))]
    [InlineData(4, nameof(Fault.AnswerLost))]
    public async Task A_process_that_dies_amid_raising_loses_and_doubles_nothing(int request, string fault)
    {
        var clock = new Clock("2026-03-02T09:11:00Z");
        await using var first = await Watched.StartAsync(storage, clock);
        await using var next = await Watched.StartAsync(storage, clock);
        var tenant = await first.AddAlertedTenantAsync(Sla);
        var alert = new Alert(AlertKind.SlaBreach, Due, "a");
        int requests = 0;
        first.Network.Rule = _ => ++requests == request ? Enum.Parse<Fault>(fault) : requests > request ? Fault.RequestLost : Fault.None;
        await Assert.ThrowsAnyAsync<Exception>(() => first.Get<AlertRaiser>().RaiseAsync(tenant, alert, CancellationToken.None));

        await next.Get<AlertRaiser>().RaiseAsync(tenant, alert, CancellationToken.None);
        await next.Get<AlertRaiser>().RaiseAsync(tenant, alert, CancellationToken.None);

        Assert.Single(Assert.Single(await next.AlertsAsync(tenant)).Entries);
        Assert.Equal([alert.Id], (await next.PendingAsync(tenant)).Select(delivery => delivery.AlertId));
    }

    [Fact]
    public async Task Raised_by_many_at_once_it_is_one()
    {
        await using var instance = await Watched.StartAsync(storage, new Clock("2026-03-02T09:11:00Z"));
        var tenant = await instance.AddAlertedTenantAsync(Sla);
        var alert = new Alert(AlertKind.SlaBreach, Due, "a");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => instance.Get<AlertRaiser>().RaiseAsync(tenant, alert, CancellationToken.None)));

        Assert.Single(await instance.AlertsAsync(tenant));
        Assert.Single(await instance.PendingAsync(tenant));
    }
}
