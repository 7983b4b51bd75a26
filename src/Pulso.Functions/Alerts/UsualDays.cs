using System.Collections.Concurrent;
using Pulso.Alerts;
using Pulso.Functions.Partitions;
using Pulso.Settings;

namespace Pulso.Functions.Alerts;

/// <summary>What is usual for each tenant on the day at hand: read once a day, from the eight days that it is made of.</summary>
public sealed class UsualDays(PartitionStore partitions)
{
    private readonly ConcurrentDictionary<string, (DateOnly Date, int Version, int Generation, UsualDay Day)> days = [];

    public async Task<UsualDay> OfAsync(TenantSettings settings, DateOnly date, CancellationToken cancel)
    {
        int version = settings.On(date).Number;
        if (days.TryGetValue(settings.Tenant, out var known) && (known.Date, known.Version, known.Generation) == (date, version, settings.Generation.Number))
            return known.Day;
        var day = new UsualDay(settings, date);
        foreach (var past in day.Dates)
            await partitions.CellsAsync(settings, past, past, day.Add, cancel);
        days[settings.Tenant] = (date, version, settings.Generation.Number, day);
        return day;
    }
}
