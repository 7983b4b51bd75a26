using Pulso.Events;
using Pulso.Functions.Bi;
using Pulso.Functions.Partitions;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;

namespace Pulso.Functions.Verification;

/// <summary>The outcome of a comparison.</summary>
/// <param name="Events">Archived events, repeats included.</param>
/// <param name="Compared">Counters and buckets that were compared.</param>
/// <param name="Different">How many differ.</param>
/// <param name="Differences">The first hundred of them.</param>
/// <param name="Since">The first business day that it covers; null for all. Before it the archive is not whole any more.</param>
public sealed record VerifyOutcome(long Events, long Cells, long Compared, long Different, IReadOnlyList<Difference> Differences, string? Since = null);

/// <summary>Compares every cell with a recount of the archived raw events, made by code of its own.</summary>
public sealed class RecountComparison(PartitionStore partitions, Archive archive, PublishedDays published)
{
    private const int Shown = 100;

    /// <returns>The outcome; null when the figures moved meanwhile.</returns>
    public async Task<VerifyOutcome?> RunAsync(TenantSettings settings, CancellationToken cancel)
    {
        if (await RevisionsAsync(settings, cancel) is not { } before)
            return null;
        var events = await archive.ReadAllAsync(settings.Tenant, cancel);
        var since = await SinceAsync(settings, cancel);
        var older = since is null ? [] : await GivenAsync(settings, cancel); // a contact, or a customer, of the days that are covered may have begun before them
        var recount = Since(Recount.Of([.. events, .. older], settings), since);
        var figures = new Cells();
        await partitions.CellsAsync(
            settings, since ?? new DateOnly(1969, 12, 1), new DateOnly(2200, 12, 31), (key, tally) => figures.Add(key, tally), cancel);
        return before == await RevisionsAsync(settings, cancel)
            ? Compare(settings, events.Count, figures, recount) with { Since = since is { } first ? CsvFile.Text(first) : null }
            : null;
    }

    /// <summary>The first business day that the archive still covers: what was received before its first day may have moved figures for the mutable days after it.</summary>
    private async Task<DateOnly?> SinceAsync(TenantSettings settings, CancellationToken cancel) =>
        await published.ArchiveSinceAsync(settings.Tenant, cancel) is { } whole ? whole.AddDays(settings.Versions.Max(version => version.MutableDays)) : null;

    /// <summary>What all timelines were given, whether or not the archive still holds it.</summary>
    private async Task<List<Frame>> GivenAsync(TenantSettings settings, CancellationToken cancel)
    {
        var given = new List<Frame>();
        for (TimelinePlace? place = TimelinePlace.First; place is { } from;)
        {
            (var timelines, place) = await partitions.TimelinesAsync(settings, from, cancel);
            given.AddRange(timelines.SelectMany(timeline => timeline.Given));
        }
        return given;
    }

    private static Cells Since(Cells cells, DateOnly? since)
    {
        if (since is null)
            return cells;
        var kept = new Cells();
        foreach (var (key, tally) in cells.All.Where(cell => cell.Key.Date >= since))
            kept.Add(key, tally);
        return kept;
    }

    /// <summary>The sum of all revisions; null while a change larger than one transaction is under way.</summary>
    private async Task<long?> RevisionsAsync(TenantSettings settings, CancellationToken cancel)
    {
        var heads = await partitions.HeadsAsync(settings, cancel);
        return heads.Any(head => head?.Pending is not null) ? null : heads.Sum(head => head?.Revision ?? 0);
    }

    private static VerifyOutcome Compare(TenantSettings settings, long events, Cells figures, Cells recount)
    {
        var difference = figures.Minus(recount);
        var rows = difference.InOrder.SelectMany(cell => cell.Value.Entries.Select(entry => Difference.Of(cell.Key, entry.Code, figures, recount)));
        return new VerifyOutcome(
            events,
            recount.Count,
            recount.All.Sum(cell => (long)cell.Value.Entries.Count()),
            difference.All.Sum(cell => (long)cell.Value.Entries.Count()),
            [.. rows.Take(Shown)]);
    }
}
