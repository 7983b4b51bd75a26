using System.Globalization;
using Pulso.Kpis;

namespace Pulso.Alerts;

/// <summary>Says an alert in a line, for people.</summary>
public static class AlertText
{
    public static string Title(Alert alert) => alert.Kind switch
    {
        AlertKind.SlaWarning => $"{Words(alert.Clock)} of {alert.Contact} is due soon{Where(alert)}",
        AlertKind.SlaBreach => $"{Words(alert.Clock)} of {alert.Contact} was due{Where(alert)}",
        AlertKind.GoalWarning => $"{Name(alert)} is {Shown(alert.Value)}, its goal {Shown(alert.Expected)}{Where(alert)}",
        AlertKind.GoalMissed => $"{Name(alert)} misses its goal: {Shown(alert.Value)} instead of {Shown(alert.Expected)}{Where(alert)}",
        AlertKind.Outlier => $"{Name(alert)} is {Shown(alert.Value)}, usually {Shown(alert.Expected)}{Where(alert)}",
        AlertKind.Action => $"{alert.Action ?? alert.Rule}{Where(alert)}",
        _ => $"{alert.Source} has sent nothing",
    };

    private static string Words(string? clock) => clock switch
    {
        "first_reply" => "The first reply",
        "next_reply" => "The next reply",
        _ => "The resolution",
    };

    private static string Name(Alert alert) => alert.Kpi is { } id && Catalogue.Find(id) is { } kpi ? kpi.Name.En : alert.Kpi ?? "";

    private static string Shown(double? value) => value is { } number ? Math.Round(number, 4).ToString(CultureInfo.InvariantCulture) : "unknown";

    private static string Where(Alert alert)
    {
        string[] parts = [.. new[] { alert.Channel, alert.Queue, alert.Reason, alert.Priority is { } priority ? $"priority {priority}" : null }.OfType<string>()];
        return parts.Length == 0 ? "" : $" ({string.Join(", ", parts)})";
    }
}
