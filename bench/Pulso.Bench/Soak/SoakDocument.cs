using System.Globalization;
using System.Text;
using Pulso.Bench.Report;

namespace Pulso.Bench.Soak;

/// <summary>The soak as a Markdown page.</summary>
internal static class SoakDocument
{
    private const int Rows = 12;

    // Until then the app's code is compiled, its heap finds its size, and the days of the month before are published.
    private const double SettledAfter = 1.0 / 6;

    public static string Of(IReadOnlyList<Sample> samples, Machine before)
    {
        var judged = samples.Where(sample => sample.MinutesIn >= SettledAfter * samples[^1].MinutesIn).ToList();
        var text = new StringBuilder();
        text.AppendLine("# A soak").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            Calls at {SoakRun.PerSecond} events a second, one a request and gathered as deployed, for {samples[^1].MinutesIn:0} minutes, after {SoakRun.CallsBefore:#,0} calls of the month before: more timelines than the
            app keeps in memory, so that its cache is full from the beginning. The first sixth of the time is shown and not judged: until then code is compiled, the heap finds its size and the
            days of the month before are published. Marks that were passed and blobs of the archive, which the app reads no more here, are taken away: Azurite looks at all there are to find one, and takes
            the longer the more there are. **Flat** is what lies in the last quarter no more than 5 % above the first, or no further than the middle half of the samples spreads.

            """);
        text.AppendLine(Table.Of(["what", "first quarter", "last quarter", "slope", "middle half", "flat"],
        [
            Row("memory, MiB", Trend.Of(judged, sample => sample.MemoryMiB)),
            Row("of it the heap, MiB", Trend.Of(judged, sample => sample.HeapMiB)),
            Row("handles", Trend.Of(judged, sample => sample.Handles)),
            Row("threads", Trend.Of(judged, sample => sample.Threads)),
            Row("lag, ms", Trend.Of(judged, sample => sample.LagMs)),
        ]));
        text.AppendLine("Medians of the quarters; the slope of the line of least squares. Memory is what is resident after a full collection, without the holes of the heap, and the heap what survived it. Holes are what lies between the objects: the collector closes them when there are many, so that they grow for long and are gone at once; what is resident in all is both. Lag is the time of two marks: until all that was accepted before, and what derives from it, was applied. Marks have the inboxes emptied at once, so it is without the seconds that an event waits for its session's turn ([scale.md](../docs/scale.md) has those). Processor time tells what it is made of.").AppendLine();
        text.AppendLine(Table.Of(["minutes", "memory, MiB", "of it the heap", "holes besides", "handles", "threads", "lag, ms: median", "longest", "events/s", "app, s per 1,000 events", "Azurite, s per 1,000 events"], Periods(samples)));
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            {samples.Count:#,0} samples. {before.Processor}, {before.Cores} cores, {before.Runtime}, Azurite {before.Azurite} with its rows in memory; load when it began {before.LoadBefore}, when it ended {Machine.Here().LoadBefore}: above 1 or 2 the machine
            was shared with other work. {TimeProvider.System.GetUtcNow():yyyy-MM-dd}. `dotnet run -c Release --project bench/Pulso.Bench -- --soak {samples[^1].MinutesIn:0}`
            """);
        return text.ToString();
    }

    private static string[] Row(string name, Trend trend) =>
        [name, Table.Number(trend.First), Table.Number(trend.Last), $"{Table.Number(trend.PerHour)} an hour", Table.Number(trend.Noise), trend.IsFlat ? "yes" : "no"];

    private static IEnumerable<string[]> Periods(IReadOnlyList<Sample> samples)
    {
        var before = samples[0];
        foreach (var period in samples.Skip(1).Chunk(Math.Max(1, (samples.Count - 1 + Rows - 1) / Rows)))
        {
            var last = period[^1];
            double events = last.Accepted - before.Accepted;
            yield return
            [
                last.MinutesIn.ToString("0", CultureInfo.InvariantCulture),
                Table.Number(Trend.Median(period.Select(sample => sample.MemoryMiB))),
                Table.Number(Trend.Median(period.Select(sample => sample.HeapMiB))),
                Table.Number(Trend.Median(period.Select(sample => sample.HolesMiB))),
                Table.Number(Trend.Median(period.Select(sample => (double)sample.Handles))),
                Table.Number(Trend.Median(period.Select(sample => (double)sample.Threads))),
                Table.Number(Trend.Median(period.Select(sample => sample.LagMs))),
                Table.Number(period.Max(sample => sample.LagMs)),
                Table.Number(events / (60 * (last.MinutesIn - before.MinutesIn))),
                Table.Number(1_000 * (last.AppSeconds - before.AppSeconds) / events),
                Table.Number(1_000 * (last.StorageSeconds - before.StorageSeconds) / events),
            ];
            before = last;
        }
    }
}
