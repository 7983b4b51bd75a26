using Pulso.Alerts;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Alerts;
using Pulso.Functions.Erasures;
using Pulso.Functions.Generations;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Generations;
using Pulso.Functions.Tests.Running;
using Pulso.Functions.Webhooks;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Tests.Erasures;

/// <summary>A customer who was taken out is nowhere any more, and every figure is what it was.</summary>
[Collection(OnStorage.Name)]
public sealed class ErasureTests(LocalStorage storage)
{
    [Fact]
    public async Task Figures_stay_a_rebuild_gives_them_again_and_the_pseudonym_is_nowhere()
    {
        var clock = new Clock("2026-03-10T12:00:00Z");
        string queue = storage.NewQueue();
        await using var instance = await Instance.StartAsync(storage, queue, partitions: 2, clock: clock);
        var tenant = await instance.AddTenantAsync();
        var pseudonyms = instance.Get<Intake>().PseudonymsOf(tenant);
        string ana = pseudonyms.For("+34600111222");
        string thread = pseudonyms.For("business|+34600111222");
        await SendAsync(instance, tenant, Calls.Solved("dead", customer: ana).Frames);
        DeadLetterSide.Take(queue);
        await instance.Get<AlertRaiser>().RaiseAsync(tenant, AlertOf(ana), CancellationToken.None);
        var pump = new Pump(instance, new Random(1));
        await SendAsync(instance, tenant, [
            .. Calls.Solved("first", customer: ana).Frames, .. Calls.Solved("again", at: 7_200, customer: ana).Frames, .. Calls.Many(4).Frames(),
            .. new ContactScript(thread, kind: TimelineKind.Thread).Received(60, (Field.Channel, "whatsapp"), (Field.Customer, ana)).Received(120).Frames,
        ]);
        await pump.RunAsync();
        var before = await instance.CellsAsync(tenant);
        Assert.Contains(before.All, cell => cell.Value[Counter.Recontacted] > 0);
        string places = string.Join('\n', await Whereabouts.OfAsync(ana, instance, storage, tenant));
        Assert.All(new[] { "alerts ", "partitions ", "archive/", "dead letter " }, place => Assert.Contains(place, places, StringComparison.Ordinal));

        Assert.Equal(2, await instance.Get<Erasure>().BeginAsync(tenant, ["+34 600 111 222"], CancellationToken.None));
        await SendAsync(instance, tenant, Calls.Solved("meanwhile", at: 9_000, customer: ana).Frames.Take(1)); // a live event of the same customer
        await pump.RunAsync();
        clock.Set("2026-03-10T12:06:00Z");
        await instance.Function<ForgetPseudonyms>().RunAsync(new(), CancellationToken.None);

        var served = (await instance.DocumentAsync(tenant)).Serving();
        Assert.Equal(2, served.Generation.Number);
        Assert.Empty(await Whereabouts.OfAsync(ana, instance, storage, tenant));
        Assert.Empty(await Whereabouts.OfAsync(thread, instance, storage, tenant));
        var after = await instance.CellsAsync(served);
        var (state, _) = await instance.Get<RebuildStates>().FindAsync(tenant.Tenant, 2, CancellationToken.None);
        Assert.Equal((RebuildPhase.Done, 0), (state!.Phase, state.Report.Different)); // compared with the figures before, counter by counter
        await Stored.IsTheArchiveAsync(instance, served);

        await instance.Get<Rebuild>().StartAsync(served, null, null, CancellationToken.None);
        await pump.RunAsync();
        var again = (await instance.DocumentAsync(tenant)).Serving();
        Assert.Equal(3, again.Generation.Number);
        Same.Cells(after, await instance.CellsAsync(again));
    }

    [Fact]
    public async Task Nobody_is_erased_while_another_rebuild_reads_the_archive()
    {
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue(), partitions: 2);
        var tenant = await instance.AddTenantAsync();
        await instance.Get<Rebuild>().StartAsync(tenant, null, null, CancellationToken.None);
        Assert.Null(await instance.Get<Erasure>().BeginAsync(tenant, ["ana"], CancellationToken.None));
    }

    private static Alert AlertOf(string customer) => new(AlertKind.Action, At.Utc("2026-03-10T11:00:00Z"), $"often\0{customer}\0x") { Rule = "often", Customer = customer };

    private static Task SendAsync(Instance instance, TenantSettings tenant, IEnumerable<Frame> frames) =>
        instance.Get<EventQueue>().SendAsync(tenant.Tenant, frames, CancellationToken.None);
}
