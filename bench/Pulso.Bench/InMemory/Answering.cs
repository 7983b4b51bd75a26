using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Pulso.Bench.Running;
using Pulso.Bench.Soak;
using Pulso.Bench.Streams;
using Pulso.Events.Parsing;
using Pulso.Functions;
using Pulso.Functions.Figures;
using Pulso.Functions.Partitions;
using Pulso.Functions.Storage;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Timelines;

namespace Pulso.Bench.InMemory;

/// <summary>
/// What <c>GET kpis</c> costs apart from the store: a day of five channels with forty queues each, from the stored rows to the answer's JSON, on one core.
/// </summary>
internal static class Answering
{
    private const int Contacts = 20_000;
    private const int Times = 15;

    private static readonly string[] Channels = ["voice", "whatsapp", "chat", "email", "helpdesk"];

    /// <param name="Rows">Rows of the answer.</param>
    internal sealed record Answer(double MedianMs, int Rows);

    /// <param name="kpis">Ids with commas between them; null for all.</param>
    public static Answer Measure(string? kpis)
    {
        var tenant = new Tenant("answers", [GeneratedCalls.Source]);
        var settings = tenant.Settings();
        var rows = Stored(tenant);
        var asked = new Dictionary<string, StringValues> { ["from"] = "1999-01-01", ["to"] = "1999-01-01", ["grain"] = "day", ["by"] = "channel,queue" };
        if (kpis is not null)
            asked["kpi"] = kpis;
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var request = KpiRequest.Read(new QueryCollection(asked), settings, now, out var faults)
            ?? throw new InvalidOperationException(string.Join("; ", faults));
        int count = 0;
        var times = Enumerable.Range(0, 2 * Times).Select(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            var table = new KpiTable(request.Query, settings);
            foreach (byte[] row in rows)
            {
                foreach (var (key, tally) in CellStream.Read(Packed.Unpack(row)))
                    table.Add(key, tally);
            }
            var answer = table.Rows(now).ToList();
            KpiJson.Bytes(answer.Select(row => KpiJson.Of(request.Query, row)));
            count = answer.Count;
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }).ToList();
        return new Answer(Trend.Median(times.Skip(Times)), count); // the first half compiles it
    }

    /// <summary>The rows of cells as the partitions hold them.</summary>
    private static List<byte[]> Stored(Tenant tenant)
    {
        var settings = tenant.Settings();
        var pseudonyms = tenant.Pseudonyms();
        var places = Channels.SelectMany(channel => Enumerable.Range(1, 40).Select(queue => (channel, $"queue {queue}"))).ToList();
        var rows = new Dictionary<(string, CellBlock), CellRow>();
        var contacts = GeneratedCalls.Of(Parameters.Seed, Contacts, days: 1, places).Lines.Select(line => EventParser.Structured(line, pseudonyms).Events[0])
            .GroupBy(parsed => TimelineKey.Of(parsed.Event, parsed.Subject));
        foreach (var contact in contacts)
        {
            if (Timeline.Empty(contact.Key).Apply([.. contact.Select(parsed => parsed.Event)], settings, out _) is not { } change)
                continue;
            foreach (var (key, tally) in change.Delta.All)
            {
                var place = (AppSettings.Deployment.PartitionOf(settings, contact.Key), CellBlock.Of(key));
                if (!rows.TryGetValue(place, out var row))
                    rows.Add(place, row = new CellRow());
                row.Add(key, tally);
            }
        }
        return [.. rows.Values.Select(row => row.Pack().Figures.Bytes)];
    }
}
