using Azure;
using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Snapshots;

/// <summary>
/// Publishes weeks and months: the sums of their days' cells, and what is open by their end. Made from what the days are remembered by, so that it
/// costs the same however large the days are; anew when one of them has changed.
/// </summary>
public sealed class PeriodPublisher(
    PublishedDays days, PublishedPeriods published, Balances balances, FigureShelf shelf, BiContainer container, TimeProvider clock)
{
    /// <summary>Publishes every ended week or month whose days are closed, that is not, or that has changed since, and moves the cursor.</summary>
    /// <returns>Those that were written.</returns>
    public async Task<IReadOnlyList<string>> CloseAsync(TenantSettings settings, Grain grain, CancellationToken cancel)
    {
        var known = await days.AllAsync(settings.Tenant, cancel);
        if (await days.CursorAsync(settings.Tenant, cancel) is not { } closed)
            return [];
        var ended = PeriodsOf(known, grain).Where(period => period.LastDay <= closed).ToList();
        var done = await PublishAsync(settings, grain, ended, known, isClosed: true, cancel);
        if (LastEnded(grain, closed) is { } last)
            await published.MoveCursorAsync(settings.Tenant, grain, last.Name, cancel);
        return done;
    }

    /// <summary>Publishes the week and the month that hold a day, where they have ended.</summary>
    public async Task PublishAsync(TenantSettings settings, DateOnly date, CancellationToken cancel)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var known = await days.AllAsync(settings.Tenant, cancel);
        foreach (var grain in new[] { Grain.Week, Grain.Month })
        {
            var period = BusinessPeriod.Of(grain, date);
            if (settings.Calendar.EndOfDay(period.LastDay) <= now)
                await PublishAsync(settings, grain, [period], known, isClosed: false, cancel);
        }
    }

    private static IEnumerable<BusinessPeriod> PeriodsOf(IReadOnlyList<PublishedDay> known, Grain grain) =>
        known.Select(day => BusinessPeriod.Of(grain, day.Date)).DistinctBy(period => period.Name).OrderBy(period => period.FirstDay);

    private static BusinessPeriod? LastEnded(Grain grain, DateOnly closed)
    {
        var period = BusinessPeriod.Of(grain, closed);
        return period.LastDay <= closed ? period : BusinessPeriod.Of(grain, period.FirstDay.AddDays(-1));
    }

    private async Task<List<string>> PublishAsync(
        TenantSettings settings, Grain grain, IReadOnlyList<BusinessPeriod> periods, IReadOnlyList<PublishedDay> known, bool isClosed, CancellationToken cancel)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var before = await published.AllAsync(settings.Tenant, grain, cancel);
        var done = new List<string>();
        foreach (var period in periods)
        {
            (PublishedPeriod Period, ETag Tag)? was = before.TryGetValue(period.Name, out var found) ? found : null;
            var its = known.Where(day => day.Date >= period.FirstDay && day.Date <= period.LastDay).OrderBy(day => day.Date).ToList();
            var last = known.Where(day => day.Date <= period.LastDay).MaxBy(day => day.Date);
            string from = string.Join(' ', its.Select(day => day.Kept).Append(last?.Closing ?? ""));
            if (isClosed && was?.Period is { HadClosed: true } && was.Value.Period.From == from && !(was.Value.Period.StatusChangesAt <= now))
                continue;
            if (await SumsAsync(settings, its, cancel) is not { } sums || await BalanceAsync(settings, last, cancel) is not { } balance)
                continue;
            // Where somebody else has published it meanwhile, either's files may lie there: the last one writes all, as it is known then.
            if (!await TryPublishAsync(settings, period, from, sums, balance, was, isClosed, cancel))
                await PublishAsync(settings, grain, [period], await days.AllAsync(settings.Tenant, cancel), isClosed: false, cancel);
            done.Add(period.Name);
        }
        return done;
    }

    /// <param name="isClosed">True if all its days are closed; else it is written as far as it is known, whether or not it is there.</param>
    /// <returns>False where somebody else has published it meanwhile.</returns>
    private async Task<bool> TryPublishAsync(
        TenantSettings settings, BusinessPeriod period, string from, (Cells Figures, Cells Reasons) made, Cells balance, (PublishedPeriod Period, ETag Tag)? was, bool isClosed,
        CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        long nowMs = now.ToUnixTimeMilliseconds();
        var figures = new KpiFigures(settings, period);
        foreach (var (key, tally) in made.Figures.All.Concat(balance.All))
            figures.Add(key, tally);
        List<string[]> rows = [.. figures.Rows(nowMs)];
        var restated = was is { Period.HadClosed: true } before && await shelf.FindAsync(settings.Tenant, period, before.Period.Kept, cancel) is { } kept
            ? FactRestatement.Of(period, kept, rows, made.Figures, before.Period.Generation != settings.Generation.Number, nowMs)
            : [];
        var files = new List<ManifestFile>();
        foreach (var (table, path, content) in ContentsOf(settings, period, rows, restated, made))
        {
            var known = was?.Period.Files.FirstOrDefault(file => file.Path == path);
            if (content.Count > 0 || known is not null)
                files.Add(await WriteAsync(settings.Tenant, table, path, content, known, always: !isClosed, now, cancel));
        }
        string name = await shelf.KeepAsync(settings.Tenant, period, new KeptFigures(rows, made.Figures, restated, new Cells()), cancel);
        var next = new PublishedPeriod(period.Name, from, name, settings.Generation.Number, isClosed || was is { Period.HadClosed: true }, KpiFigures.NextStatusChange(settings, period.LastDay, nowMs), files);
        if (!await published.TryKeepAsync(settings.Tenant, period.Grain, next, was?.Tag, cancel))
            return false;
        if (was is { } old && old.Period.Kept != name)
            await shelf.ForgetAsync(settings.Tenant, period, old.Period.Kept, cancel);
        return true;
    }

    private static IEnumerable<(BiTable Table, string Path, IReadOnlyList<string[]> Rows)> ContentsOf(
        TenantSettings settings, BusinessPeriod period, IReadOnlyList<string[]> rows, IReadOnlyList<string[]> restated, (Cells Figures, Cells Reasons) made)
    {
        var table = KpiFigures.TableOf(period.Grain);
        yield return (table, table.Path(period.Name), rows);
        yield return (FactRestatement.Table, FactRestatement.PathOf(period), restated);
        if (period.Grain != Grain.Month)
            yield break;
        yield return (ReasonPareto.Table, ReasonPareto.Table.Path(period.Name), [.. ReasonPareto.Rows(settings, period, made.Reasons)]);
        yield return (LabelAudit.Table, LabelAudit.Table.Path(period.Name), [.. LabelAudit.Rows(settings, period, made.Figures, made.Reasons)]);
    }

    private async Task<ManifestFile> WriteAsync(
        string tenant, BiTable table, string path, IReadOnlyList<string[]> rows, ManifestFile? known, bool always, DateTimeOffset now, CancellationToken cancel)
    {
        using var upload = await container.OpenAsync(tenant, table, path, cancel);
        await upload.AddAsync(rows, cancel);
        return await upload.CompleteAsync(known, always, now, cancel);
    }

    /// <summary>The cells of some days together; null where a day is being published anew.</summary>
    private async Task<(Cells Figures, Cells Reasons)?> SumsAsync(TenantSettings settings, List<PublishedDay> of, CancellationToken cancel)
    {
        var (sums, reasons) = (new Cells(), new Cells());
        foreach (var day in of)
        {
            if (await shelf.FindAsync(settings.Tenant, BusinessPeriod.Of(Grain.Day, day.Date), day.Kept, cancel) is not { } kept)
                return null;
            sums.Add(kept.Sums);
            Collapse(kept.Reasons, reasons);
        }
        return (sums, reasons);
    }

    private static void Collapse(Cells day, Cells period)
    {
        foreach (var (key, tally) in day.All)
            period.Add(key with { Date = default, IntervalMs = 0 }, tally);
    }

    /// <summary>What had come together by the last day's end; null where it is being published anew.</summary>
    private Task<Cells?> BalanceAsync(TenantSettings settings, PublishedDay? last, CancellationToken cancel) =>
        last is null ? Task.FromResult<Cells?>(new Cells()) : balances.ReadAsync(settings.Tenant, last, cancel);
}
