using Pulso.Alerts;
using Pulso.Events.Parsing;
using Pulso.Functions.Panels;
using Pulso.Kpis;

namespace Pulso.Functions.Alerts;

/// <summary>An alert as <c>GET alerts</c> and its deliveries tell it.</summary>
internal static class AlertJson
{
    public static object Of(AlertLife life) => new
    {
        id = life.Alert.Id,
        kind = AlertKindName.Of(life.Alert.Kind),
        title = AlertText.Title(life.Alert),
        at = Instants.Text(life.Alert.AtMs),
        raised = Instants.Text(life.RaisedMs),
        state = Word(life.State),
        owner = life.Owner,
        life.Alert.Contact,
        life.Alert.Contacts,
        life.Alert.Customer,
        life.Alert.Channel,
        life.Alert.Queue,
        life.Alert.Reason,
        life.Alert.Priority,
        life.Alert.Clock,
        life.Alert.Kpi,
        name = KpiOf(life.Alert) is { } kpi ? PanelJson.Of(kpi.Name) : null,
        unit = KpiOf(life.Alert)?.UnitText,
        life.Alert.Value,
        life.Alert.Expected,
        life.Alert.Rule,
        life.Alert.Action,
        life.Alert.Source,
        entries = life.Entries.Select(entry => new { at = Instants.Text(entry.AtMs), who = entry.Who, step = Word(entry.Step), text = entry.Text, owner = entry.Owner }),
    };

    private static Kpi? KpiOf(Alert alert) => alert.Kpi is { } id ? Catalogue.Find(id) : null;

    public static string Word(AlertStep step) => step.ToString().ToLowerInvariant();
}
