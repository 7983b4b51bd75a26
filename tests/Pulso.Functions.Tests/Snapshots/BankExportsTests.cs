using System.IO.Compression;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Pulso.Acceptance.Running;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions.Bi;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Exports;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;
using Xunit.Abstractions;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>A bank's calls of January 1999, as they are exported: every figure is what the files of facts say.</summary>
[Collection(OnStorage.Name)]
public sealed class BankExportsTests(LocalStorage storage, ITestOutputHelper output)
{
    private static readonly Pseudonyms Pseudonyms = new(new byte[32]);

    [SharedFact]
    public async Task Sums_over_the_facts_give_every_figure_of_days_weeks_and_months()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4, clock: new Clock("2000-01-01T00:00:00Z"));
        var tenant = await instance.AddTenantAsync("Asia/Jerusalem");
        foreach (var frames in Requests())
            await instance.DeliverAsync(tenant, frames);
        await new QueueView(instance).ApplyAsync();
        await instance.CloseAsync();
        var before = await storage.FilesAsync(tenant);
        await instance.CloseAsync();
        Assert.Equal(before, await storage.FilesAsync(tenant));

        var files = new FactFiles(await ContentsAsync(tenant));
        foreach (string table in new[] { "kpi_daily", "kpi_weekly", "kpi_monthly" })
            files.Compare(table);
        files.CompareContacts();
        string text = $"{files.Compared} figures compared, {files.Differences.Count} differ: {string.Join(", ", files.ByTable.Select(count => $"{count.Value} of {count.Key}"))}";
        output.WriteLine(text);
        Console.WriteLine(text);
        foreach (string difference in files.Differences.Take(30))
            output.WriteLine(difference);
        Assert.Empty(files.Differences);
        Assert.All(new[] { "kpi_daily", "kpi_weekly", "kpi_monthly", "fact_contact" }, table => Assert.True(files.ByTable[table] > 50, table));
    }

    private static IEnumerable<IReadOnlyList<Frame>> Requests()
    {
        using var file = new GZipStream(File.OpenRead(SharedFactAttribute.PathOf("data/bank-1999-01.events.ndjson.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        while (Lines(reader, EventParser.BatchLimit * 10) is { Count: > 0 } lines)
        {
            yield return [.. lines.Chunk(EventParser.BatchLimit).SelectMany(chunk =>
                EventParser.Batch(System.Text.Encoding.UTF8.GetBytes($"[{string.Join(',', chunk)}]"), Pseudonyms).Events
                    .SelectMany(item => Frame.AllOf(item.Source, item.Event, item.Subject)))];
        }
    }

    private static List<string> Lines(StreamReader reader, int most)
    {
        var lines = new List<string>();
        while (lines.Count < most && reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    /// <summary>The files that the manifest lists.</summary>
    private async Task<IReadOnlyDictionary<string, byte[]>> ContentsAsync(TenantSettings tenant)
    {
        var contents = new Dictionary<string, byte[]>();
        foreach (var file in (await storage.ManifestAsync(tenant)).GetProperty("files").EnumerateArray())
        {
            string path = file.GetProperty("path").GetString()!;
            contents.Add(path, await storage.BytesAsync(tenant, path));
        }
        return contents;
    }
}
