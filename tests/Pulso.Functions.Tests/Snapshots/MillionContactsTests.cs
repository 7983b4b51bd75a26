using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Pulso.Acceptance.Running;
using Pulso.Events;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Partitions;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;
using Xunit.Abstractions;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>A day of a million contacts, as they would be stored: what it takes to export it.</summary>
[Collection(OnStorage.Name)]
public sealed class MillionContactsTests(LocalStorage storage, ITestOutputHelper output)
{
    private const int Partitions = 256;
    private const int Contacts = 1_000_000;
    private const int LimitMb = 500;

    private static readonly DateOnly Date = new(2026, 3, 2);

    [PatientFact("PULSO_MILLION")]
    public async Task A_day_of_a_million_contacts_is_exported_in_500_MB()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: Partitions, clock: new Clock("2026-03-03T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        for (int partition = 0; partition < Partitions; partition++)
            await StoreAsync(tenant, partition);
        GC.Collect();
        long before = ResidentMb("VmRSS");
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5"); // the peak begins anew
        var time = Stopwatch.StartNew();
        var worked = Environment.CpuUsage.TotalTime;

        var day = await instance.Get<DayPublisher>().PublishAsync(tenant, Date, CancellationToken.None);

        long peak = ResidentMb("VmHWM");
        string text = $"{Contacts:N0} contacts exported in {time.Elapsed.TotalSeconds:0} s ({(Environment.CpuUsage.TotalTime - worked).TotalSeconds:0} s of them at work), {peak} MB at most ({before} MB before), "
            + string.Join(", ", day.Files.Select(file => $"{file.Path.Split('/')[1]} {file.Rows:N0}"));
        output.WriteLine(text);
        Console.WriteLine(text);
        Assert.Equal(Contacts, day.Files.Single(file => file.Path == FactContact.Table.Path("2026-03-02")).Rows);
        Assert.InRange(peak, 1, LimitMb);
    }

    /// <summary>Folds a partition's share of contacts and writes its rows, as many transactions would have left them.</summary>
    private async Task StoreAsync(TenantSettings tenant, int partition)
    {
        var table = new TableServiceClient(storage.ConnectionString).GetTableClient(Names.Partitions);
        string key = Names.Partition(tenant, partition);
        var rows = new SortedDictionary<CellBlock, CellRow>();
        for (int number = partition; number < Contacts; number += Partitions)
        {
            var (contact, frames) = Contact(number);
            var change = Timeline.Empty(contact).Apply(frames.Select(frame => frame.Event), tenant, out _)!;
            var customer = Timeline.Empty(change.Derived[0].Key).Apply(change.Derived.Select(frame => frame.Event), tenant, out _)!;
            foreach (var (cell, tally) in change.Delta.All.Concat(customer.Delta.All))
            {
                var block = CellBlock.Of(cell);
                if (!rows.TryGetValue(block, out var row))
                    rows.Add(block, row = new CellRow());
                row.Add(cell, tally);
            }
        }
        foreach (var (block, row) in rows)
        {
            var (figures, facts) = row.Pack();
            await table.UpsertEntityAsync(BinaryRow.Of(key, Names.CellsRow(block), figures, facts), TableUpdateMode.Replace);
        }
        var head = Head.New() with { Revision = 1, Days = new SortedDictionary<DateOnly, long>(rows.Keys.Select(block => block.Date).Distinct().ToDictionary(date => date, _ => 1L)) };
        await table.UpsertEntityAsync(BinaryRow.Of(key, Names.HeadRow, head.Encode()), TableUpdateMode.Replace);
    }

    /// <summary>A call of the day: 5 channels of 40 queues each, 30 reasons, busy at noon.</summary>
    private static (TimelineKey Key, IReadOnlyList<Frame> Frames) Contact(int number)
    {
        var random = new Random(number);
        double hour = 12 + ((random.NextDouble() + random.NextDouble() - 1) * 11.9);
        double at = (hour - 9) * 3_600;
        string name = string.Create(CultureInfo.InvariantCulture, $"contact-{number:0000000}");
        string agent = $"agent-{random.Next(2_000)}";
        double wait = -30 * Math.Log(1 - random.NextDouble()), talk = -240 * Math.Log(1 - random.NextDouble());
        var script = new ContactScript(name)
            .Started(at, (Field.Channel, $"channel-{random.Next(5)}"), (Field.Customer, $"customer-{number:0000000000000}"), (Field.Queue, $"queue-{random.Next(40)}"),
                (Field.Reason, $"reason-{random.Next(30)}"), (Field.Priority, $"{random.Next(3)}"))
            .Queued(at + 5).Answered(at + 5 + wait, agent)
            .Handled(at + 5 + wait + talk, (Field.Agent, agent), (Field.Talk, (long)(talk * 1_000)), (Field.Wrap, 20_000L))
            .Resolved(at + 5 + wait + talk).Closed(at + 5 + wait + talk);
        return (script.Frames[0].Key, script.Frames);
    }

    private static long ResidentMb(string line) => long.Parse(
        File.ReadLines("/proc/self/status").First(each => each.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1_024;
}
