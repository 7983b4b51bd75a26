using Pulso.Events;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Aggregation;

[Collection(OnStorage.Name)]
public sealed class StepTests(LocalStorage storage)
{
    [Fact]
    public async Task A_batch_of_five_hundred_contacts_is_cut_into_transactions_of_at_most_a_hundred_rows()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(500).Frames();

        await instance.DeliverAsync(tenant, frames);

        // The client refuses more than a hundred rows, as the service does.
        Assert.InRange(instance.Operations.Transactions.Total, 500 / 90, 10);
        Assert.InRange(instance.Operations.EntitiesWritten.Total, 500, 100 * instance.Operations.Transactions.Total);
        await Stored.IsTheRecountAsync(instance, tenant, frames);
    }

    [Fact]
    public async Task Contacts_of_many_days_are_cut_by_the_rows_of_their_cells()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var frames = Enumerable.Range(0, 12).Select(i => Calls.OnDays($"case-{i}", 40)).Frames();

        await instance.DeliverAsync(tenant, frames);

        await Stored.IsTheRecountAsync(instance, tenant, frames);
    }

    [Fact]
    public async Task Keys_of_the_longest_names_fit_the_transactions()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        string Longest(string kind, int i) => $"{kind}{i:000}".PadRight(128, '語');
        var frames = Enumerable.Range(0, 300)
            .Select(i => Calls.Solved($"call-{i}", at: i * 7, customer: $"c{i}", queue: Longest("q", i), reason: Longest("r", i))).Frames();

        await instance.DeliverAsync(tenant, frames);

        await Stored.IsTheRecountAsync(instance, tenant, frames);
    }
}
