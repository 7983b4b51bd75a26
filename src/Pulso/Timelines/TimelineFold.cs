using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Timelines;

/// <summary>What a timeline's events come to: its contributions, and what others must know of it.</summary>
/// <param name="Tellings">Derived events under version 0: the timeline knows what it has told already.</param>
/// <param name="DueMs">The next instant whose being reached alone would change it; null where none would.</param>
public sealed record TimelineFold(Cells Cells, IReadOnlyList<Telling> Tellings, long? DueMs)
{
    /// <summary>True for what figures come from. All else is archived, and adds to no figure.</summary>
    public static bool IsKept(Frame frame) => frame.Key.Kind switch
    {
        TimelineKind.Contact or TimelineKind.Thread or TimelineKind.Customer or TimelineKind.Case or TimelineKind.Agent or TimelineKind.Queue => true,
        TimelineKind.Tenant => frame.Event.Type == EventTypes.AnnotationAdded || frame.Event.Type == EventTypes.AgentProfiled
            || frame.Event.Type == EventTypes.CostRecorded || frame.Event.Type == EventTypes.ForecastPublished,
        TimelineKind.Alone => frame.Event.Type.About == About.Survey || frame.Event.Type == EventTypes.IssuePrevented || frame.Event.Type == EventTypes.TimeReached,
        _ => false,
    };

    /// <param name="reachedMs">The latest instant known to have been reached.</param>
    public static TimelineFold Of(TimelineKey key, EventSet events, long reachedMs, TenantSettings settings) =>
        new Folding(key, events, reachedMs, settings).Fold();
}
