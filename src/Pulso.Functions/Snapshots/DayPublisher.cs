using Pulso.Functions.Agents;
using Pulso.Functions.Bi;
using Pulso.Functions.Storage;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Snapshots;

/// <summary>Publishes business days: reads the marks, then the cells, writes the files, then the manifest. Twice is as good as once.</summary>
public sealed class DayPublisher(
    PartitionStore partitions, PublishedDays published, Balances balances, AgentStore agents, BiContainer container, Operations operations, TimeProvider clock)
{
    private const int DaysTogether = 7; // one pass over the partitions reads so many
    private const int QuietDays = 35; // a backlog that nothing moves is told for so many days more

    /// <summary>Publishes one day, whether or not it has changed.</summary>
    public async Task<PublishedDay> PublishAsync(TenantSettings settings, DateOnly date, CancellationToken cancel)
    {
        var day = await PublishAnewAsync(settings, date, cancel);
        await WriteIndexAsync(settings, cancel);
        return day;
    }

    /// <summary>Publishes every ended day that is not, or that has changed since, and moves the cursor. Catches up after any downtime.</summary>
    /// <returns>The days that were written.</returns>
    public async Task<IReadOnlyList<DateOnly>> CloseAsync(TenantSettings settings, CancellationToken cancel)
    {
        var lastEnded = settings.Calendar.At(clock.GetUtcNow().ToUnixTimeMilliseconds()).Date.AddDays(-1);
        var ledger = await ReadLedgerAsync(settings, cancel);
        var done = await CloseAsync(settings, ledger, lastEnded, cancel);
        if (ledger.First is not null)
            await WriteIndexAsync(settings, cancel); // also when nothing is due: a run may have ended before it came to this
        if (await published.CursorAsync(settings.Tenant, cancel) != lastEnded)
            await published.MoveCursorAsync(settings.Tenant, lastEnded, cancel);
        return done;
    }

    /// <summary>Day by day, each with the balance that the one before leaves.</summary>
    private async Task<List<DateOnly>> CloseAsync(TenantSettings settings, Ledger ledger, DateOnly lastEnded, CancellationToken cancel)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var done = new List<DateOnly>();
        var cells = new Dictionary<DateOnly, Cells>();
        PublishedDay? before = null;
        Cells? balance = new();
        var lastMarked = DateOnly.MinValue;
        for (var next = ledger.First; next is { } date && next <= lastEnded;
            next = ledger.After(date, carry: Balances.HoldsOpen(before.Closing) && date < lastMarked.AddDays(QuietDays)))
        {
            if (ledger.IsMarked(date))
                lastMarked = date;
            if (ledger.IsSound(date, before?.Closing ?? "") && !(ledger.Find(date)!.StatusChangesAt <= now))
            {
                (before, balance) = (ledger.Find(date)!, null);
                continue;
            }
            balance ??= await balances.ReadAsync(settings.Tenant, before!, cancel) ?? await balances.OpeningAsync(settings, date, cancel);
            if (!cells.ContainsKey(date))
                cells = await ReadCellsAsync(settings, DueTogether(ledger, date, lastEnded), cancel);
            (before, balance) = await PublishAsync(settings, date, cells[date], balance, ledger.MarksOf(date), always: false, cancel);
            done.Add(date);
        }
        return done;
    }

    /// <summary>A day, and those after it that have changed as well.</summary>
    private static List<DateOnly> DueTogether(Ledger ledger, DateOnly date, DateOnly lastEnded) => [
        date,
        .. Enumerable.Range(1, DaysTogether - 1).Select(date.AddDays)
            .Where(later => later <= lastEnded && ledger.IsMarked(later) && !ledger.IsSound(later, ledger.Find(later)?.Opening ?? "")),
    ];

    private async Task<Dictionary<DateOnly, Cells>> ReadCellsAsync(TenantSettings settings, List<DateOnly> dates, CancellationToken cancel)
    {
        var cells = dates.ToDictionary(date => date, _ => new Cells());
        await partitions.CellsAsync(
            settings, dates[0], dates[^1], (key, tally) => cells.GetValueOrDefault(key.Date)?.Add(key, tally), cancel);
        return cells;
    }

    private async Task<PublishedDay> PublishAnewAsync(TenantSettings settings, DateOnly date, CancellationToken cancel)
    {
        var ledger = await ReadLedgerAsync(settings, cancel);
        var opening = await balances.OpeningAsync(settings, ledger, date, cancel);
        var cells = await ReadCellsAsync(settings, [date], cancel);
        return (await PublishAsync(settings, date, cells[date], opening, ledger.MarksOf(date), always: true, cancel)).Day;
    }

    /// <param name="opening">What is open when the day begins.</param>
    /// <param name="always">True to write files that are believed to be there too.</param>
    private async Task<(PublishedDay Day, Cells Closing)> PublishAsync(
        TenantSettings settings, DateOnly date, Cells cells, Cells opening, byte[] marks, bool always, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        long nowMs = now.ToUnixTimeMilliseconds();
        var closing = Balance.Of(opening, cells);
        var (before, tag) = await published.FindAsync(settings.Tenant, date, cancel);
        var listed = new List<ManifestFile>();
        foreach (var file in FilesOf(settings, date, cells, await FactsAsync(settings, date, cancel), opening, closing, nowMs).Where(file => IsWanted(file, before)))
            listed.Add(await WriteAsync(settings.Tenant, file, before, always, now, cancel));
        var day = new PublishedDay(
            date, marks, Balances.NameOf(opening), await balances.KeepAsync(settings.Tenant, date, closing, cancel),
            nowMs >= settings.Calendar.EndOfDay(date), KpiDaily.NextStatusChange(settings, date, nowMs), listed, Restatements(before, listed, date, now));
        if (await published.TryKeepAsync(settings.Tenant, day, tag, cancel))
        {
            operations.Restated.Add(before is not null && !ReferenceEquals(before.Restatements, day.Restatements) ? 1 : 0);
            return (day, closing);
        }
        // Somebody else published the day meanwhile, and either's files may lie there: both read anew, and the last one writes all.
        day = await PublishAnewAsync(settings, date, cancel);
        return (day, await balances.ReadAsync(settings.Tenant, day, cancel) ?? closing);
    }

    /// <summary>Facts are of SLA clocks alone so far: who sets no target has none.</summary>
    private async Task<Cells> FactsAsync(TenantSettings settings, DateOnly date, CancellationToken cancel) =>
        settings.Versions.Any(version => version.Sla.All.Count > 0)
            ? await partitions.FactsAsync(settings, date, cancel)
            : new Cells();

    private static IEnumerable<CsvFile> FilesOf(TenantSettings settings, DateOnly date, Cells cells, Cells facts, Cells opening, Cells closing, long nowMs) =>
    [
        FactInterval.File(settings, date, cells),
        KpiDaily.File(settings, date, cells, opening, nowMs),
        FactBacklog.File(settings, date, closing, nowMs),
        FactSla.File(settings, date, facts),
        .. FactFacet.All.Select(fact => fact.File(settings, date, cells)),
        FactAgent.File(settings, date, cells),
        FactAgentTime.File(settings, date, cells),
    ];

    /// <summary>The figures of a day are always there; what few tenants have, only where there is any, or was.</summary>
    private static bool IsWanted(CsvFile file, PublishedDay? before) =>
        file.Rows > 0 || file.Path.Contains($"/{FactInterval.Table.Name}/", StringComparison.Ordinal)
        || file.Path.Contains($"/{KpiDaily.Table.Name}/", StringComparison.Ordinal) || before?.Files.Any(known => known.Path == file.Path) == true;

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

    /// <summary>
    /// A day is restated when its facts change after it was published as ended; a status that settles restates nothing, nor does a clock of
    /// that day which ends on a later one.
    /// </summary>
    private static IReadOnlyList<Restatement> Restatements(PublishedDay? before, List<ManifestFile> now, DateOnly date, DateTimeOffset at)
    {
        if (before is not { HadEnded: true } || Facts(before.Files).SetEquals(Facts(now)))
            return before?.Restatements ?? [];
        return [new Restatement(CsvFile.Text(date), at, "late events")]; // the last one: a day may change for weeks
    }

    private static HashSet<(string, string)> Facts(IEnumerable<ManifestFile> files) =>
        [.. files.Where(file => file.Path.StartsWith("v1/fact_", StringComparison.Ordinal)
            && !file.Path.StartsWith($"v1/{FactSla.Table.Name}/", StringComparison.Ordinal)).Select(file => (file.Path, file.Sha256))];

    private async Task<Ledger> ReadLedgerAsync(TenantSettings settings, CancellationToken cancel) => new(
        settings.Generation, await partitions.HeadsAsync(settings, cancel), await published.AllAsync(settings.Tenant, cancel));

    private Task WriteIndexAsync(TenantSettings settings, CancellationToken cancel) =>
        container.WriteIndexAsync(
            settings.Tenant, Schema.Of(settings), () => published.AllAsync(settings.Tenant, cancel), () => WholeFilesAsync(settings, cancel), clock, cancel);

    /// <summary>The files that are of no day, where they have any row.</summary>
    private async Task<IReadOnlyList<CsvFile>> WholeFilesAsync(TenantSettings settings, CancellationToken cancel) =>
        await agents.ProfilesAsync(settings, cancel) is { Count: > 0 } profiles ? [DimAgent.File(settings.Tenant, profiles)] : [];
}
