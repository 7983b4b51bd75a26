using System.Text.Json;
using System.Text.Json.Nodes;
using Pulso.Alerts;
using Pulso.Events.Parsing;
using Pulso.Functions.Http;

namespace Pulso.Functions.Alerts;

/// <summary>A raised alert as a CloudEvent: the same bytes each time it is told.</summary>
internal static class AlertEvent
{
    public const string Type = "pulso.alert.raised";
    public const string MediaType = "application/cloudevents+json";

    public static byte[] Of(string tenant, Alert alert) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            specversion = "1.0",
            id = alert.Id,
            source = $"/pulso/{tenant}",
            type = Type,
            subject = alert.Contact ?? alert.Rule ?? alert.Kpi ?? alert.Source,
            time = Instants.Text(alert.AtMs),
            datacontenttype = "application/json",
            data = Data(tenant, alert),
        },
        Answers.Json);

    /// <summary>What is known of an alert, by name; what is not is null. Templates take their placeholders from here.</summary>
    public static JsonObject Data(string tenant, Alert alert) => new()
    {
        ["tenant"] = tenant,
        ["id"] = alert.Id,
        ["kind"] = AlertKindName.Of(alert.Kind),
        ["title"] = AlertText.Title(alert),
        ["at"] = Instants.Text(alert.AtMs),
        ["owner"] = alert.Owner,
        ["contact"] = alert.Contact,
        ["contacts"] = alert.Contacts is { } contacts ? new JsonArray([.. contacts.Select(contact => JsonValue.Create(contact))]) : null,
        ["customer"] = alert.Customer,
        ["channel"] = alert.Channel,
        ["queue"] = alert.Queue,
        ["reason"] = alert.Reason,
        ["priority"] = alert.Priority,
        ["clock"] = alert.Clock,
        ["kpi"] = alert.Kpi,
        ["value"] = alert.Value,
        ["expected"] = alert.Expected,
        ["rule"] = alert.Rule,
        ["action"] = alert.Action,
        ["source"] = alert.Source,
    };
}
