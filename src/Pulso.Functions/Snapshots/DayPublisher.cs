using Pulso.Encoding;
using Pulso.Functions.Bi;
using Pulso.Functions.Storage;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Snapshots;

/// <summary>Publishes business days: reads the marks, then the cells, writes the files, then the manifest. Twice is as good as once.</summary>
public sealed class DayPublisher(
    PartitionStore partitions, PublishedDays published, BiContainer container, Deployment deployment, TimeProvider clock)
{
    private const int DaysTogether = 7; // one pass over the partitions reads so many

    /// <summary>Publishes one day, whether or not it has changed.</summary>
    public async Task<PublishedDay> PublishAsync(TenantSettings settings, DateOnly date, CancellationToken cancel)
    {
        var heads = await partitions.HeadsAsync(settings.Tenant, deployment.Partitions, cancel);
        var days = await PublishAsync(settings, [date], heads, always: true, cancel);
        await WriteIndexAsync(settings, cancel);
        return days[0];
    }

    /// <summary>Publishes every ended day that is not, or that has changed since, and moves the cursor. Catches up after any downtime.</summary>
    /// <returns>The days that were written.</returns>
    public async Task<IReadOnlyList<DateOnly>> CloseAsync(TenantSettings settings, CancellationToken cancel)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var lastEnded = settings.Calendar.At(now).Date.AddDays(-1);
        var heads = await partitions.HeadsAsync(settings.Tenant, deployment.Partitions, cancel);
        var known = (await published.AllAsync(settings.Tenant, cancel)).ToDictionary(day => day.Date);
        var due = heads.OfType<Head>().SelectMany(head => head.Days.Keys).Distinct()
            .Where(date => date <= lastEnded && IsDue(known.GetValueOrDefault(date), MarksOf(heads, date), now))
            .Order().ToList();
        foreach (var together in due.Chunk(DaysTogether))
            await PublishAsync(settings, together, heads, always: false, cancel);
        if (due.Count + known.Count > 0)
            await WriteIndexAsync(settings, cancel); // also when nothing is due: a run may have ended before it came to this
        if (await published.CursorAsync(settings.Tenant, cancel) != lastEnded)
            await published.MoveCursorAsync(settings.Tenant, lastEnded, cancel);
        return due;
    }

    private static bool IsDue(PublishedDay? day, byte[] marks, long now) =>
        day is null || !day.Marks.AsSpan().SequenceEqual(marks) || day.StatusChangesAt <= now;

    /// <param name="dates">In order; their cells are read at once.</param>
    /// <param name="always">True to write files that are believed to be there too.</param>
    private async Task<List<PublishedDay>> PublishAsync(
        TenantSettings settings, DateOnly[] dates, Head?[] heads, bool always, CancellationToken cancel)
    {
        var cells = dates.ToDictionary(date => date, _ => new Cells());
        await partitions.CellsAsync(
            settings.Tenant, deployment.Partitions, dates[0], dates[^1], (key, tally) => cells.GetValueOrDefault(key.Date)?.Add(key, tally), cancel);
        var days = new List<PublishedDay>();
        foreach (var date in dates)
            days.Add(await PublishAsync(settings, date, cells[date], MarksOf(heads, date), always, cancel));
        return days;
    }

    private async Task<PublishedDay> PublishAsync(
        TenantSettings settings, DateOnly date, Cells cells, byte[] marks, bool always, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        long nowMs = now.ToUnixTimeMilliseconds();
        CsvFile[] files = [FactInterval.File(settings, date, cells), KpiDaily.File(settings, date, cells, nowMs)];
        var (before, tag) = await published.FindAsync(settings.Tenant, date, cancel);
        var listed = new List<ManifestFile>();
        foreach (var file in files)
            listed.Add(await WriteAsync(settings.Tenant, file, before, always, now, cancel));
        var day = new PublishedDay(
            date, marks, nowMs >= settings.Calendar.EndOfDay(date), KpiDaily.NextStatusChange(settings, date, nowMs), listed,
            Restatements(before, listed, date, now));
        if (await published.TryKeepAsync(settings.Tenant, day, tag, cancel))
            return day;
        // Somebody else published the day meanwhile, and either's files may lie there: both read anew, and the last one writes all.
        var heads = await partitions.HeadsAsync(settings.Tenant, deployment.Partitions, cancel);
        return (await PublishAsync(settings, [date], heads, always: true, cancel))[0];
    }

    /// <summary>Writes a file, unless the very same is believed to be there.</summary>
    private async Task<ManifestFile> WriteAsync(string tenant, CsvFile file, PublishedDay? before, bool always, DateTimeOffset now, CancellationToken cancel)
    {
        var known = before?.Files.FirstOrDefault(item => item.Path == file.Path);
        bool same = known?.Sha256 == file.Sha256;
        if (same && !always)
            return known!;
        await container.WriteAsync(tenant, file, cancel);
        return same ? known! : new ManifestFile(file.Path, file.Rows, file.Sha256, now);
    }

    /// <summary>A day is restated when its counters change after it was published as ended; a status that settles restates nothing.</summary>
    private static IReadOnlyList<Restatement> Restatements(PublishedDay? before, List<ManifestFile> now, DateOnly date, DateTimeOffset at)
    {
        if (before is not { HadEnded: true } || before.Files[0].Sha256 == now[0].Sha256)
            return before?.Restatements ?? [];
        return [new Restatement(CsvFile.Text(date), at, "late events")]; // the last one: a day may change for weeks
    }

    private Task WriteIndexAsync(TenantSettings settings, CancellationToken cancel) =>
        container.WriteIndexAsync(settings.Tenant, Schema.Of(settings), () => published.AllAsync(settings.Tenant, cancel), clock, cancel);

    private static byte[] MarksOf(Head?[] heads, DateOnly date)
    {
        var writer = new ByteWriter();
        foreach (var head in heads)
            writer.Signed(head?.Days.GetValueOrDefault(date) ?? 0);
        return writer.ToArray();
    }
}
