using System.IO.Compression;
using Pulso.Acceptance.Running;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Tests.Running;
using Xunit.Abstractions;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>What a backlog costs in what the store bills, facts of every contact included.</summary>
[Collection(OnStorage.Name)]
public sealed class BacklogEntitiesTests(LocalStorage storage, ITestOutputHelper output)
{
    private const int Events = 20_000;
    private const int PerRequest = 500;
    private const int Bound = 450;

    [SharedFact]
    public async Task Twenty_thousand_events_write_few_rows()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 256);
        var tenant = await instance.AddTenantAsync("Asia/Jerusalem");
        foreach (string[] lines in Lines().Take(Events).Chunk(PerRequest))
            await instance.Get<EventQueue>().SendAsync(tenant.Tenant, Frames(lines), CancellationToken.None);
        var queue = new QueueView(instance);
        await instance.Aggregator.ApplyAsync(await queue.NextAsync(), CancellationToken.None);
        await queue.ApplyAsync();

        double perThousand = instance.Operations.Totals.Single(count => count.Name == "pulso.table.entities_written").Total * 1_000.0 / Events;
        string text = $"{perThousand:0} entities per 1,000 events";
        output.WriteLine(text);
        Console.WriteLine(text);
        Assert.InRange(perThousand, 1, Bound);
    }

    private static IEnumerable<Frame> Frames(string[] lines) =>
        EventParser.Batch(System.Text.Encoding.UTF8.GetBytes($"[{string.Join(',', lines)}]"), new Pseudonyms(new byte[32])).Events
            .SelectMany(item => Frame.AllOf(item.Source, item.Event, item.Subject));

    private static IEnumerable<string> Lines()
    {
        using var file = new GZipStream(File.OpenRead(SharedFactAttribute.PathOf("data/bank-1999-01.events.ndjson.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
