using Pulso.Functions.Partitions;
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
        foreach (long month in UtcMonths.Between(fromMs, toMs))
        {
            if (await partitions.ReadTimelineAsync(settings, Annotation.KeyOf(month), cancel) is { } timeline)
                found.AddRange(Annotation.AllOf(timeline.Events).Where(annotation => annotation.AtMs >= fromMs && annotation.AtMs < toMs));
        }
        return found;
    }
}
