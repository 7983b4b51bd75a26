using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Partitions;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;
using Partition = Pulso.Functions.Partitions.Partition;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>A change that touches more rows than a transaction may write, and what is left of it when the process dies.</summary>
[Collection(OnStorage.Name)]
public sealed class PendingTests(LocalStorage storage)
{
    private const int Days = 120;

    // Pending row, head, 90 rows of cells, the other 30 or 31, timeline.
    private const int Writes = 5;

    public static TheoryData<int, string> Deaths
    {
        get
        {
            var deaths = new TheoryData<int, string>();
            for (int write = 1; write <= Writes; write++)
            {
                deaths.Add(write, nameof(Fault.RequestLost));
                deaths.Add(write, nameof(Fault.AnswerLost));
            }
            return deaths;
        }
    }

    [Fact]
    public async Task A_contact_handled_on_120_days_takes_another_reason_on_all_of_them()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var (contact, reclassified) = Contact("case", "billing");

        await instance.DeliverAsync(tenant, contact);
        await instance.DeliverAsync(tenant, reclassified);

        await Stored.IsTheRecountAsync(instance, tenant, [.. contact, .. reclassified]);
        Assert.DoesNotContain((await instance.CellsAsync(tenant)).All, cell => cell.Key.Kind == Pulso.Measures.FacetKind.Whole && cell.Key.Dimensions.Reason == "unknown");
    }

    [Fact]
    public async Task A_large_contact_that_comes_again_to_a_process_that_never_saw_it_counts_once()
    {
        string queue = storage.NewQueue();
        await using var first = await Instance.StartAsync(storage, queue);
        await using var second = await Instance.StartAsync(storage, queue);
        var tenant = await first.AddTenantAsync();
        var (contact, _) = Contact("case", "billing");

        await first.DeliverAsync(tenant, contact);
        await second.DeliverAsync(tenant, contact);

        await Stored.IsTheRecountAsync(second, tenant, contact);
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task A_process_that_dies_amid_it_leaves_it_to_the_next(int write, string fault)
    {
        string queue = storage.NewQueue();
        await using var first = await Instance.StartAsync(storage, queue);
        await using var second = await Instance.StartAsync(storage, queue);
        var tenant = await first.AddTenantAsync();
        var (contact, reclassified) = Contact("case", "billing");
        await first.DeliverAsync(tenant, contact);

        first.Network.DieAtWrite(write, Enum.Parse<Fault>(fault));
        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(first, tenant, reclassified));
        await second.DeliverAsync(tenant, reclassified); // which was not completed, so the queue gives it again

        await Stored.IsTheRecountAsync(second, tenant, [.. contact, .. reclassified]);
    }

    [Fact]
    public async Task Whatever_loads_the_partition_next_finishes_it_first()
    {
        string queue = storage.NewQueue();
        await using var first = await Instance.StartAsync(storage, queue);
        await using var second = await Instance.StartAsync(storage, queue);
        var tenant = await first.AddTenantAsync();
        var (contact, reclassified) = Contact("case", "billing");
        var other = Calls.Solved("call");
        await first.DeliverAsync(tenant, contact);

        first.Network.DieAtWrite(3, Fault.AnswerLost);
        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(first, tenant, reclassified));
        await second.DeliverAsync(tenant, other.Frames);

        await Stored.IsTheRecountAsync(second, tenant, [.. contact, .. reclassified, .. other.Frames]);
        var head = (await second.Store.LoadAsync(Names.Partition(tenant.Tenant, 0), CancellationToken.None)).Head;
        Assert.Null(head.Pending);
    }

    [Fact]
    public async Task A_writer_that_lost_its_session_cannot_change_what_is_being_finished()
    {
        string queue = storage.NewQueue();
        await using var first = await Instance.StartAsync(storage, queue);
        await using var late = await Instance.StartAsync(storage, queue);
        await using var next = await Instance.StartAsync(storage, queue);
        var tenant = await first.AddTenantAsync();
        var (one, oneReclassified) = Contact("one", "billing");
        var (two, twoReclassified) = Contact("two", "delivery");
        await first.DeliverAsync(tenant, [.. one, .. two]);
        var stale = await late.Store.LoadAsync(Names.Partition(tenant.Tenant, 0), CancellationToken.None);

        first.Network.DieAtWrite(3, Fault.AnswerLost);
        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(first, tenant, oneReclassified));
        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(late, tenant, twoReclassified, stale));
        await next.DeliverAsync(tenant, [.. oneReclassified, .. twoReclassified]);

        await Stored.IsTheRecountAsync(next, tenant, [.. one, .. two, .. oneReclassified, .. twoReclassified]);
    }

    private static (IReadOnlyList<Frame> Contact, IReadOnlyList<Frame> Reclassified) Contact(string subject, string reason)
    {
        var contact = Calls.OnDays(subject, Days);
        int events = contact.Frames.Count;
        contact.Classified((Days * 86_400) + 60, (Field.Reason, reason));
        return ([.. contact.Frames.Take(events)], [.. contact.Frames.Skip(events)]);
    }

    /// <summary>Without the aggregator's own retries: the process that fails here does nothing more.</summary>
    private static async Task WriteAsync(Instance instance, TenantSettings tenant, IReadOnlyList<Frame> frames, Partition? partition = null) =>
        await instance.Get<PartitionWriter>().ApplyAsync(
            tenant.Tenant,
            partition ?? await instance.Store.LoadAsync(Names.Partition(tenant.Tenant, 0), CancellationToken.None),
            frames, tenant, careful: true, CancellationToken.None);
}
