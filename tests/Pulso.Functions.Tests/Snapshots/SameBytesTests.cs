using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>The same events give the same files to the last byte, however they came and wherever they lie.</summary>
[Collection(OnStorage.Name)]
public sealed class SameBytesTests(LocalStorage storage)
{
    private const string Rules = "\"sla\": [ { \"clock\": \"resolution\", \"target\": \"PT1H\" } ], \"goals\": [ { \"kpi\": \"fcr\", \"target\": 0.8 } ]";

    // Half an hour off, so that business days begin amid a quarter of the UTC day.
    [Theory]
    [InlineData("Asia/Kolkata")]
    [InlineData("America/New_York")]
    public async Task Order_batches_and_partitions_do_not_matter(string zone)
    {
        Frame[] frames = [.. Frames()];
        var orderly = await FilesAsync(zone, partitions: 1, [frames]);
        new Random(5).Shuffle(frames);
        var disorderly = await FilesAsync(zone, partitions: 7, frames.Chunk(40));

        Assert.Equal(orderly.Keys, disorderly.Keys);
        Assert.All(orderly, file => Assert.Equal(file.Value, disorderly[file.Key]));
        Assert.Contains("v1/fact_contact/date=2026-03-08/part-0.csv", orderly.Keys);
        Assert.Contains("v1/kpi_weekly/week=2026-W10/part-0.csv", orderly.Keys);
    }

    /// <summary>Calls around the clock for nine days, customers who come back, tickets that stay open, talks that are cut, answers.</summary>
    private static IEnumerable<Frame> Frames()
    {
        for (int i = 0; i < 60; i++)
        {
            var call = Calls.Solved($"call-{i}", i * 12_345, $"customer-{i % 23}", i % 3 == 0 ? "sales" : "care", $"reason-{i % 5}");
            if (i % 4 == 0)
                call.Said((i * 12_345) + 500, "csat", 1 + (i % 5), 1, 5);
            foreach (var frame in call.Frames)
                yield return frame;
        }
        for (int i = 0; i < 10; i++)
        {
            var ticket = new ContactScript($"ticket-{i}").Started(i * 50_000, (Field.Channel, "helpdesk"), (Field.Customer, $"customer-{i}"));
            foreach (var frame in (i % 2 == 0 ? ticket.Closed((i * 50_000) + 200_000) : ticket).Frames)
                yield return frame;
        }
        var talk = new ContactScript("0123456789abcdefghijkl", kind: TimelineKind.Thread);
        for (int i = 0; i < 12; i++)
            talk.Received(i * 40_000, (Field.Channel, "whatsapp"), (Field.Customer, "customer-1")).Sent((i * 40_000) + 60, i % 2 == 0 ? "agent" : "bot");
        foreach (var frame in talk.Frames)
            yield return frame;
    }

    /// <summary>All files of a tenant of its own, under a name that all have.</summary>
    private async Task<SortedDictionary<string, string>> FilesAsync(string zone, int partitions, IEnumerable<IReadOnlyList<Frame>> batches)
    {
        await using var instance = await Instance.StartAsync(storage, partitions: partitions, clock: new Clock("2026-03-30T00:01:00Z"));
        var tenant = await instance.AddTenantAsync(zone, Rules);
        foreach (var batch in batches)
        {
            await instance.DeliverAsync(tenant, batch);
            await new QueueView(instance).ApplyAsync();
        }
        await instance.CloseAsync();
        return await ReadAsync(tenant);
    }

    private async Task<SortedDictionary<string, string>> ReadAsync(TenantSettings tenant)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in (await storage.FilesAsync(tenant)).Keys.Where(path => path.EndsWith(".csv", StringComparison.Ordinal)))
            files.Add(path, (await storage.TextAsync(tenant, path)).Replace(tenant.Tenant, "tenant", StringComparison.Ordinal));
        return files;
    }
}
