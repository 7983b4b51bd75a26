using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Erasures;
using Pulso.Functions.Generations;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Running;
using Pulso.Functions.Webhooks;
using Pulso.Recounts;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Generations;

/// <summary>A generation is of one version of the rules: an app with newer ones only reads it, and computes another.</summary>
[Collection(OnStorage.Name)]
public sealed class RulesTests(LocalStorage storage)
{
    [Fact]
    public async Task Figures_of_older_rules_stay_as_they_are_until_the_timer_has_had_them_computed_anew()
    {
        string queue = storage.NewQueue();
        await using var older = await Instance.StartAsync(storage, queue, partitions: 2);
        var tenant = await older.AddTenantAsync();
        await SendAsync(older, tenant, Calls.Many(4).Frames());
        await new Pump(older, new Random(1)).RunAsync();
        var before = await older.CellsAsync(tenant);

        await using var newer = await Instance.StartAsync(storage, queue, partitions: 2, rules: 2);
        var pump = new Pump(newer, new Random(1));
        await SendAsync(newer, tenant, Calls.Solved("meanwhile", customer: "ben").Frames);
        await pump.RunAsync();
        Same.Cells(before, await newer.CellsAsync(tenant));

        await newer.Function<RenewFigures>().RunAsync(new(), CancellationToken.None);
        await SendAsync(newer, tenant, Calls.Solved("amid").Frames);
        await pump.RunAsync();

        var served = await ServedAsync(newer, tenant);
        Assert.Equal(new Generation(2, null, 2), served.Generation);
        var all = Calls.Many(4).Append(Calls.Solved("meanwhile", customer: "ben")).Append(Calls.Solved("amid")).Frames();
        Same.Cells(Recount.Of(all, tenant), await newer.CellsAsync(served));
        Same.Cells(before, await newer.CellsAsync(tenant));
        await newer.Function<RenewFigures>().RunAsync(new(), CancellationToken.None);
        Assert.Null((await newer.DocumentAsync(tenant)).Generations.Building);
    }

    [Fact]
    public async Task An_app_with_older_rules_writes_nothing_into_figures_of_newer_ones()
    {
        string queue = storage.NewQueue();
        await using var newer = await Instance.StartAsync(storage, queue, partitions: 2, rules: 2);
        await using var older = await Instance.StartAsync(storage, queue, partitions: 2);
        var tenant = await newer.AddTenantAsync();
        Assert.Equal(2, tenant.Generation.Rules);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => older.DeliverAsync(tenant, Calls.Solved("call").Frames));

        Assert.Contains("finish the upgrade", refusal.Message, StringComparison.Ordinal);
        Assert.Empty((await newer.CellsAsync(tenant)).All);
    }

    [Fact]
    public async Task A_rebuild_that_older_rules_began_is_begun_again_and_whom_it_was_to_take_out_is_taken_out()
    {
        string queue = storage.NewQueue();
        await using var older = await Instance.StartAsync(storage, queue, partitions: 2);
        var tenant = await older.AddTenantAsync();
        string ana = older.Get<Intake>().PseudonymsOf(tenant).For("+34600111222");
        await SendAsync(older, tenant, Calls.Solved("call", customer: ana).Frames);
        await new Pump(older, new Random(1)).RunAsync();
        Assert.Equal(2, await older.Get<Erasure>().BeginAsync(tenant, ["+34 600 111 222"], CancellationToken.None));

        await using var newer = await Instance.StartAsync(storage, queue, partitions: 2, rules: 2);
        await newer.Function<RenewFigures>().RunAsync(new(), CancellationToken.None);
        await new Pump(newer, new Random(1)).RunAsync();

        var served = await ServedAsync(newer, tenant);
        Assert.Equal(new Generation(3, null, 2), served.Generation);
        var archived = await newer.Get<Archive>().ReadAllAsync(tenant.Tenant, CancellationToken.None);
        Assert.DoesNotContain(archived, frame => frame.Event.Text(Field.Customer) == ana);
        Same.Cells(Recount.Of(archived, served), await newer.CellsAsync(served));
    }

    private static Task SendAsync(Instance instance, TenantSettings tenant, IEnumerable<Frame> frames) =>
        instance.Get<EventQueue>().SendAsync(tenant.Tenant, frames, CancellationToken.None);

    private static async Task<TenantSettings> ServedAsync(Instance instance, TenantSettings tenant) =>
        (await instance.DocumentAsync(tenant)).Serving();
}
