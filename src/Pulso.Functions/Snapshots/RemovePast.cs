using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Settings;

namespace Pulso.Functions.Snapshots;

/// <summary>Every hour: removes what a tenant keeps no longer (settings, <c>retention</c>). The figures stay.</summary>
public sealed class RemovePast(
    TenantDirectory tenants, Archive archive, PastComments comments, PublishedDays published, BiContainer container, BiIndex index, TimeProvider clock, ILogger<RemovePast> log)
{
    [Function("remove-past")]
    public Task RunAsync([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken cancel) => tenants.ForEachAsync(async tenant =>
    {
        if (await tenants.FindAsync(tenant, cancel) is { } settings && settings.Retention != Retention.Forever)
            await RemoveAsync(settings, cancel);
    }, cancel);

    private async Task RemoveAsync(TenantSettings settings, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (settings.Retention.FirstOfArchive(DateOnly.FromDateTime(now.UtcDateTime)) is { } first)
        {
            await comments.ForgetAsync(settings, now, cancel); // before what may take as long as there is
            await published.KeepArchiveSinceAsync(settings.Tenant, first, cancel); // before it is so: nobody takes a part for the whole
            int blobs = await archive.RemoveBeforeAsync(settings.Tenant, first, cancel);
            if (blobs > 0)
                log.LogInformation("Removed {Blobs} blobs of the archive of {Tenant} from before {Date}.", blobs, settings.Tenant, CsvFile.Text(first));
        }
        var today = settings.Calendar.At(now.ToUnixTimeMilliseconds()).Date;
        if (await ForgetFilesAsync(settings, today, cancel))
            await index.WriteAsync(settings, cancel); // a manifest names no file that is not there
        foreach (var table in BiTable.All)
        {
            if (KeptFiles.FirstOf(table, settings.Retention, today) is { } kept)
                await container.RemoveBeforeAsync(settings.Tenant, table, kept, cancel);
        }
    }

    /// <summary>Takes the files that are past out of what the days name.</summary>
    private async Task<bool> ForgetFilesAsync(TenantSettings settings, DateOnly today, CancellationToken cancel)
    {
        bool any = false;
        foreach (var known in await published.AllAsync(settings.Tenant, cancel))
        {
            bool IsPast(ManifestFile file) => !KeptFiles.Keeps(file.Path, known.Date, settings.Retention, today);
            if (!known.Files.Any(IsPast))
                continue;
            var (day, tag) = await published.FindAsync(settings.Tenant, known.Date, cancel);
            if (day is not null)
                any |= await published.TryKeepAsync(settings.Tenant, day with { Files = [.. day.Files.Where(file => !IsPast(file))] }, tag, cancel);
        }
        return any;
    }
}
