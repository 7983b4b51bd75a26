using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Partitions;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Snapshots;

/// <summary>Publishes business days: reads the marks, then the cells, writes the files. Twice is as good as once.</summary>
public sealed class DayPublisher(
    PartitionStore partitions, PublishedDays published, Balances balances, FigureShelf shelf, BiContainer container, Operations operations, TimeProvider clock)
{
    private const int QuietDays = 35; // a backlog that nothing moves is told for so many days more

    /// <summary>Publishes one day, whether or not it has changed.</summary>
    public async Task<PublishedDay> PublishAsync(TenantSettings settings, DateOnly date, CancellationToken cancel)
    {
        var ledger = await ReadLedgerAsync(settings, cancel);
        var opening = await balances.OpeningAsync(settings, ledger, date, cancel);
        return (await PublishAsync(settings, date, ledger, opening, always: true, cancel)).Day;
    }

    /// <summary>Publishes every ended day that is not, or that has changed since, and moves the cursor. Catches up after any downtime.</summary>
    /// <returns>The days that were written.</returns>
    public async Task<IReadOnlyList<DateOnly>> CloseAsync(TenantSettings settings, CancellationToken cancel)
    {
        var lastEnded = settings.Calendar.At(clock.GetUtcNow().ToUnixTimeMilliseconds()).Date.AddDays(-1);
        var ledger = await ReadLedgerAsync(settings, cancel);
        var done = await CloseAsync(settings, ledger, lastEnded, cancel);
        if (await published.CursorAsync(settings.Tenant, cancel) != lastEnded)
            await published.MoveCursorAsync(settings.Tenant, lastEnded, cancel);
        return done;
    }

    /// <summary>Day by day, each with the balance that the one before leaves.</summary>
    private async Task<List<DateOnly>> CloseAsync(TenantSettings settings, Ledger ledger, DateOnly lastEnded, CancellationToken cancel)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var done = new List<DateOnly>();
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
            (before, balance) = await PublishAsync(settings, date, ledger, balance, always: false, cancel);
            done.Add(date);
        }
        return done;
    }

    /// <param name="opening">What is open when the day begins.</param>
    /// <param name="always">True to write files that are believed to be there too.</param>
    private async Task<(PublishedDay Day, Cells Closing)> PublishAsync(
        TenantSettings settings, DateOnly date, Ledger ledger, Cells opening, bool always, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        long nowMs = now.ToUnixTimeMilliseconds();
        var (before, tag) = await published.FindAsync(settings.Tenant, date, cancel);
        using var files = new DayFiles(settings, date, container);
        await files.WriteAsync(partitions.DayAsync(settings, date, ledger.MarkedIn(date), cancel), opening, nowMs, cancel);
        var restated = await RestatedAsync(settings, files, before, nowMs, cancel);
        var listed = await files.CompleteAsync(restated, before, always, now, cancel);
        var day = new PublishedDay(
            date, ledger.MarksOf(date), Balances.NameOf(opening), await balances.KeepAsync(settings.Tenant, date, files.Closing, cancel),
            nowMs >= settings.Calendar.EndOfDay(date), KpiFigures.NextStatusChange(settings, date, nowMs), listed,
            Restatements(settings, before, listed, restated, date, now))
        {
            Kept = await shelf.KeepAsync(settings.Tenant, files.Period, new KeptFigures(files.Figures, files.Sums, restated, files.Reasons), cancel),
            Generation = settings.Generation.Number,
        };
        if (await published.TryKeepAsync(settings.Tenant, day, tag, cancel))
        {
            operations.Restated.Add(before is not null && !before.Restatements.SequenceEqual(day.Restatements) ? 1 : 0);
            if (before is not null && before.Kept != day.Kept)
                await shelf.ForgetAsync(settings.Tenant, files.Period, before.Kept, cancel);
            return (day, files.Closing);
        }
        // Somebody else published the day meanwhile, and either's files may lie there: both read anew, and the last one writes all.
        day = await PublishAsync(settings, date, cancel);
        return (day, await balances.ReadAsync(settings.Tenant, day, cancel) ?? files.Closing);
    }

    /// <summary>Every figure of the day that has changed since it was first published as ended.</summary>
    private async Task<IReadOnlyList<string[]>> RestatedAsync(TenantSettings settings, DayFiles files, PublishedDay? before, long nowMs, CancellationToken cancel) =>
        before is { HadEnded: true } && await shelf.FindAsync(settings.Tenant, files.Period, before.Kept, cancel) is { } kept
            ? FactRestatement.Of(files.Period, kept, files.Figures, files.Sums, IsRebuilt(settings, before), nowMs)
            : [];

    /// <summary>
    /// A day is restated when its facts change after it was published as ended; a status that settles restates nothing, nor does a clock or
    /// contact of that day which ends on a later one. Of each cause the last instant is told: a day may change for weeks.
    /// </summary>
    private static IReadOnlyList<Restatement> Restatements(
        TenantSettings settings, PublishedDay? before, List<ManifestFile> listed, IReadOnlyList<string[]> restated, DateOnly date, DateTimeOffset now)
    {
        if (before is not { HadEnded: true })
            return before?.Restatements ?? [];
        var byCause = before.Restatements.ToDictionary(item => item.Cause, item => item.At);
        string at = CsvFile.Instant(now.ToUnixTimeMilliseconds());
        var causes = FactRestatement.CausesOf(restated).Where(cause => cause.At == at).Select(cause => cause.Cause).ToList();
        if (causes.Count == 0 && !Facts(before.Files).SetEquals(Facts(listed)))
            causes.Add(IsRebuilt(settings, before) ? Kpis.Cause.Settings : Kpis.Cause.LateEvent);
        foreach (string cause in causes)
            byCause[cause] = now;
        return [.. byCause.OrderBy(cause => cause.Key, StringComparer.Ordinal).Select(cause => new Restatement(CsvFile.Text(date), cause.Value, cause.Key))];
    }

    private static bool IsRebuilt(TenantSettings settings, PublishedDay before) => before.Generation != settings.Generation.Number;

    private static HashSet<(string, string)> Facts(IEnumerable<ManifestFile> files) =>
        [.. files.Where(file => file.Path.StartsWith("v1/fact_", StringComparison.Ordinal) && !IsToldOneByOne(file.Path)).Select(file => (file.Path, file.Sha256))];

    private static bool IsToldOneByOne(string path) => new[] { FactSla.Table, FactContact.Table, FactSurvey.Table, FactRestatement.Table }
        .Any(table => path.StartsWith($"v1/{table.Name}/", StringComparison.Ordinal));

    private async Task<Ledger> ReadLedgerAsync(TenantSettings settings, CancellationToken cancel) => new(
        settings.Generation, await partitions.HeadsAsync(settings, cancel), await published.AllAsync(settings.Tenant, cancel));
}
