using Pulso.Alerts;
using Pulso.Functions.Alerts;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Alerts;

/// <summary>Alerts as they are kept.</summary>
[Collection(OnStorage.Name)]
public sealed class AlertStoreTests(LocalStorage storage)
{
    private static readonly CancellationToken Go = CancellationToken.None;

    [Fact]
    public async Task An_alert_that_is_added_twice_is_one()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = LocalStorage.NewTenant();
        var store = instance.Get<AlertStore>();
        var life = AlertLife.Of(Breach("2026-03-02T09:10:00Z"), At.Utc("2026-03-02T09:11:00Z"));

        Assert.True(await store.TryAddAsync(tenant, life, Go));
        Assert.False(await store.TryAddAsync(tenant, AlertLife.Of(life.Alert, At.Utc("2026-03-02T09:12:00Z")), Go));

        Assert.Equal(life.RaisedMs, (await store.FindAsync(tenant, life.Alert.Id, Go))!.RaisedMs);
        Assert.Null(await store.FindAsync("another", life.Alert.Id, Go));
    }

    [Fact]
    public async Task Alerts_are_found_over_months_the_latest_first_and_the_open_ones_alone_if_asked()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = LocalStorage.NewTenant();
        var store = instance.Get<AlertStore>();
        string[] instants = ["2026-01-31T23:59:59Z", "2026-02-01T00:00:00Z", "2026-03-02T09:10:00Z"];
        foreach (string instant in instants)
            await store.TryAddAsync(tenant, AlertLife.Of(Breach(instant), 1), Go);
        await store.ChangeAsync(tenant, Breach(instants[1]).Id, life => life.Take(new AlertEntry(2, "a", AlertStep.Resolved), out _), Go);

        var all = await store.BetweenAsync(tenant, At.Utc(instants[0]), At.Utc(instants[2]) + 1, openOnly: false, Go);
        var open = await store.BetweenAsync(tenant, At.Utc(instants[0]), At.Utc(instants[2]), openOnly: true, Go);

        Assert.Equal(instants.Reverse().Select(At.Utc), all.Select(life => life.Alert.AtMs));
        Assert.Equal([At.Utc(instants[0])], open.Select(life => life.Alert.AtMs));
    }

    [Fact]
    public async Task An_alert_of_a_renamed_contact_stays_whether_or_not_its_id_names_it()
    {
        const string Old = "AAAAAAAAAAAAAAAAAAAAAA";
        const string New = "BBBBBBBBBBBBBBBBBBBBBB";
        await using var instance = await Instance.StartAsync(storage);
        string tenant = LocalStorage.NewTenant();
        var store = instance.Get<AlertStore>();
        long atMs = At.Utc("2026-03-02T09:10:00Z");
        string[] subjects = ["third\0ben\0x", $"{Old}~1\0resolution\01"];
        foreach (string of in subjects)
            await store.TryAddAsync(tenant, AlertLife.Of(new Alert(AlertKind.Action, atMs, of) { Contact = $"{Old}~1" }, 1), Go);

        for (int run = 1; run <= 2; run++)
            await store.RenameAsync(tenant, (name, _) => name == Old ? New : name, 2, instance.Get<Deliveries>(), Go);

        var kept = await store.BetweenAsync(tenant, atMs, atMs + 1, openOnly: false, Go);
        Assert.Equal(2, kept.Count);
        Assert.All(kept, life => Assert.Equal(($"{New}~1", 2), (life.Alert.Contact, life.Keys)));
    }

    [Fact]
    public async Task Of_changes_at_the_same_time_none_is_lost()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = LocalStorage.NewTenant();
        var store = instance.Get<AlertStore>();
        var alert = Breach("2026-03-02T09:10:00Z");
        await store.TryAddAsync(tenant, AlertLife.Of(alert, 1), Go);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            store.ChangeAsync(tenant, alert.Id, life => life.Take(new AlertEntry(2, "a", AlertStep.Commented, $"{i}"), out _), Go)));

        Assert.Equal(["0", "1", "2", "3"], (await store.FindAsync(tenant, alert.Id, Go))!.Entries.Skip(1).Select(entry => entry.Text).Order());
    }

    private static Alert Breach(string instant) => new(AlertKind.SlaBreach, At.Utc(instant), "case-1") { Contact = "case-1", Clock = "resolution" };
}
