using Pulso.Events;
using Pulso.Timelines;

namespace Pulso.Alerts;

/// <summary>An alert as a timeline tells it: a derived event to the alert's own key, taken back by the same rules as any other.</summary>
public static class AlertTelling
{
    internal static Telling Of(Alert alert) => new(
        new TimelineKey(TimelineKind.Alert, alert.Id),
        new Event(EventTypes.AlertRaised, alert.AtMs, EventId.Hash(alert.Id), [new(Field.Version, 0), new(Field.Alert, alert.Encode())]));

    /// <summary>True for what is told to an alert.</summary>
    public static bool Is(Frame frame) => frame.Key.Kind == TimelineKind.Alert;

    /// <summary>The alert that is told, and the version of the telling; no alert where it is taken back.</summary>
    public static (string Id, Alert? Alert, long Version) Read(Frame frame) => (
        frame.Key.Name,
        frame.Event.Is(Field.Withdrawn) ? null : Alert.Decode(frame.Event.Text(Field.Alert)!),
        frame.Event.Number(Field.Version)!.Value);
}
