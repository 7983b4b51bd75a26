using Pulso.Functions.Storage;
using Pulso.Settings;
using Pulso.Timelines.Annotations;

namespace Pulso.Functions.Annotations;

/// <summary>Reads annotations from the timelines that hold them, month by month.</summary>
public sealed class AnnotationStore(PartitionStore partitions)
{
    /// <summary>The annotations of [from, to), by time.</summary>
    public async Task<IReadOnlyList<Annotation>> BetweenAsync(TenantSettings settings, long fromMs, long toMs, CancellationToken cancel)
    {
        var found = new List<Annotation>();
        foreach (var month in MonthsOf(fromMs, toMs))
        {
            var key = Annotation.KeyOf(month.ToUnixTimeMilliseconds());
            if (await partitions.ReadTimelineAsync(settings, key, cancel) is { } timeline)
                found.AddRange(Annotation.AllOf(timeline.Events).Where(annotation => annotation.AtMs >= fromMs && annotation.AtMs < toMs));
        }
        return found;
    }

    private static IEnumerable<DateTimeOffset> MonthsOf(long fromMs, long toMs)
    {
        var from = DateTimeOffset.FromUnixTimeMilliseconds(fromMs);
        for (var month = new DateTimeOffset(from.Year, from.Month, 1, 0, 0, 0, TimeSpan.Zero); month.ToUnixTimeMilliseconds() < toMs; month = month.AddMonths(1))
            yield return month;
    }
}
