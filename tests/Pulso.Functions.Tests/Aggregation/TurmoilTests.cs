using Pulso.Events;
using Pulso.Functions.Partitions;
using Pulso.Functions.Tests.Running;
using Pulso.Measures;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>The law of it all: whoever applies the events, in whatever order and however often, over whatever network, the figures are the recount.</summary>
[Collection(OnStorage.Name)]
public sealed class TurmoilTests(LocalStorage storage)
{
    [Theory]
    [InlineData(1, 1, 1_000_000)]
    [InlineData(2, 5, 1_000_000)]
    [InlineData(3, 5, 200)]
    public async Task Three_processes_disorder_repetition_forgetting_and_a_bad_network_leave_the_recount(int seed, int partitions, int weightKept)
    {
        var random = new Random(seed);
        string queue = storage.NewQueue();
        await using var one = await Instance.StartAsync(storage, queue, partitions, memory: new PartitionCache(weightKept));
        await using var two = await Instance.StartAsync(storage, queue, partitions, memory: new PartitionCache(weightKept));
        await using var three = await Instance.StartAsync(storage, queue, partitions, retries: 2, memory: new PartitionCache(weightKept));
        Instance[] processes = [one, two, three];
        var tenant = await one.AddTenantAsync();
        var frames = Contacts(random).Frames().ToArray();
        Frame[] arrivals = [.. frames, .. frames.Where(_ => random.Next(3) == 0)];
        random.Shuffle(arrivals);
        foreach (var process in processes)
            process.Network.FailWrites(oneOf: 12, new Random(random.Next()));

        var derived = new QueueView(one);
        foreach (var some in arrivals.Chunk(40))
        {
            await Any().DeliverAsync(tenant, some);
            if (random.Next(2) == 0 && await derived.NextAsync() is { Count: > 0 } messages)
                await Any().Aggregator.ApplyAsync(messages, CancellationToken.None);
        }
        foreach (var process in processes)
            process.Network.Rule = _ => Fault.None;

        await Stored.IsTheRecountAsync(two, tenant, frames);
        await Stored.IsTheArchiveAsync(two, tenant);
        Assert.Contains((await two.CellsAsync(tenant)).All, cell => cell.Value[Counter.Recontacted] > 0);

        Instance Any() => processes[random.Next(processes.Length)];
    }

    /// <summary>Contacts of few customers, some of whom turn out to be others, with reasons that come late.</summary>
    private static IEnumerable<ContactScript> Contacts(Random random)
    {
        for (int i = 0; i < 60; i++)
        {
            double at = random.Next(5 * 86_400);
            var contact = Calls.Solved($"contact-{i}", at, customer: $"customer-{random.Next(12)}", queue: $"queue-{random.Next(3)}");
            if (random.Next(3) == 0)
                contact.Classified(at + 600, (Field.Reason, $"reason-{random.Next(3)}"));
            if (random.Next(4) == 0)
                contact.Classified(at + 900, (Field.Customer, $"customer-{random.Next(12)}"));
            if (random.Next(5) == 0)
                contact.Reopened(at + 1_200).Resolved(at + 3_600);
            yield return contact;
        }
    }
}
