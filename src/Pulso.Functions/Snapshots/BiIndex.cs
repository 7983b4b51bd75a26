using Pulso.Functions.Agents;
using Pulso.Functions.Annotations;
using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Storage;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Snapshots;

/// <summary>Writes what speaks of all files: the dimensions, <c>schema.json</c>, and last of all <c>manifest.json</c>.</summary>
public sealed class BiIndex(
    PublishedDays days, PublishedPeriods periods, KeyRegistryStore registry, AgentStore agents, AnnotationStore annotations, BiContainer container,
    TimeProvider clock)
{
    /// <summary>Writes them as everything is published by now; nothing before the first day.</summary>
    public async Task WriteAsync(TenantSettings settings, CancellationToken cancel)
    {
        if ((await days.AllAsync(settings.Tenant, cancel)).Count > 0)
            await container.WriteIndexAsync(settings.Tenant, Schema.Of(settings), () => ReadAsync(settings, cancel), clock, cancel);
    }

    private async Task<Published> ReadAsync(TenantSettings settings, CancellationToken cancel)
    {
        var weeks = await periods.AllAsync(settings.Tenant, Grain.Week, cancel);
        var months = await periods.AllAsync(settings.Tenant, Grain.Month, cancel);
        var published = await days.AllAsync(settings.Tenant, cancel);
        return new Published(
            published.SelectMany(day => day.Files).Concat(weeks.Values.Concat(months.Values).SelectMany(found => found.Period.Files)),
            published.SelectMany(day => day.Restatements),
            await WholeFilesAsync(settings, published, cancel));
    }

    /// <summary>The files that are of no period, where they have any row.</summary>
    private async Task<IReadOnlyList<CsvFile>> WholeFilesAsync(TenantSettings settings, IReadOnlyList<PublishedDay> published, CancellationToken cancel)
    {
        // Whole years: few days are the first or the last of one.
        var (first, last) = (new DateOnly(published.Min(day => day.Date).Year, 1, 1), new DateOnly(published.Max(day => day.Date).Year, 12, 31));
        var noted = await annotations.BetweenAsync(settings, settings.Calendar.StartOfDay(first), settings.Calendar.EndOfDay(last), cancel);
        var files = new List<CsvFile>
        {
            DimDate.File(settings, first, last), DimInterval.File(settings), DimKpi.File(settings.Tenant), DimGoal.File(settings), DimAnnotation.File(settings.Tenant, noted),
            DimAgent.File(settings.Tenant, await agents.ProfilesAsync(settings, cancel)),
        };
        foreach (var dimension in DimKeys.All)
            files.Add(dimension.File(settings.Tenant, await registry.AllAsync(settings.Tenant, dimension.Registry, cancel)));
        return [.. files.Where(file => file.Rows > 0)];
    }
}
