using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pulso.Alerts;
using Pulso.Functions.Http;
using Pulso.Settings;

namespace Pulso.Functions.Alerts;

/// <summary>Makes the body that a receiver understands: JSON whose texts have <c>{placeholders}</c>, filled in one by one, so that no value can become more than text.</summary>
internal static partial class WebhookBody
{
    // An Adaptive Card, as "When a Teams webhook request is received" takes it.
    private const string Teams = """
        { "type": "message", "attachments": [ { "contentType": "application/vnd.microsoft.card.adaptive", "content": {
          "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4", "body": [
            { "type": "TextBlock", "size": "Medium", "weight": "Bolder", "wrap": true, "text": "{title}" },
            { "type": "FactSet", "facts": [
              { "title": "kind", "value": "{kind}" }, { "title": "at", "value": "{at}" }, { "title": "owner", "value": "{owner}" },
              { "title": "tenant", "value": "{tenant}" }, { "title": "alert", "value": "{id}" } ] } ] } } ] }
        """;

    // Plain text: in Slack's own markup a queue's name could call a whole channel.
    private const string Slack = """
        { "text": "{title}", "blocks": [
          { "type": "section", "text": { "type": "plain_text", "emoji": false, "text": "{title}" } },
          { "type": "context", "elements": [ { "type": "plain_text", "emoji": false, "text": "{kind} · {at} · {owner} · {tenant} · {id}" } ] } ] }
        """;

    // The fields of a task in Salesforce; other CRMs name them otherwise, by a body of the settings.
    private const string Task = """
        { "Subject": "{title}", "Description": "{kind} at {at}, {channel} {queue} {reason}; contact {contact}, customer {customer}; alert {id}",
          "ActivityDate": "{date}", "Status": "Not Started", "Priority": "{urgency}" }
        """;

    public static (byte[] Body, string MediaType) Of(string tenant, Alert alert, Webhook webhook)
    {
        if (webhook.Template == WebhookTemplate.Event && webhook.Body is null)
            return (AlertEvent.Of(tenant, alert), AlertEvent.MediaType);
        string template = webhook.Body ?? webhook.Template switch
        {
            WebhookTemplate.Teams => Teams,
            WebhookTemplate.Slack => Slack,
            _ => Task,
        };
        var values = AlertEvent.Data(tenant, alert).ToDictionary(item => item.Key, item => $"{item.Value}");
        values["contacts"] = string.Join(", ", alert.Contacts ?? []);
        values["date"] = values["at"][..10];
        values["urgency"] = alert.Kind is AlertKind.SlaBreach or AlertKind.GoalMissed or AlertKind.Action ? "High" : "Normal";
        if (webhook.Template == WebhookTemplate.Slack)
            values = values.ToDictionary(item => item.Key, item => Escaped(item.Value));
        return (JsonSerializer.SerializeToUtf8Bytes(Filled(JsonNode.Parse(template), values), Answers.Json), "application/json");
    }

    private static JsonNode? Filled(JsonNode? node, Dictionary<string, string> values) => node switch
    {
        JsonObject item => new JsonObject(item.Select(property => KeyValuePair.Create(property.Key, Filled(property.Value, values)))),
        JsonArray list => new JsonArray([.. list.Select(item => Filled(item, values))]),
        JsonValue value when value.TryGetValue(out string? text) => Placeholder().Replace(text, match => values.GetValueOrDefault(match.Groups[1].Value, match.Value)),
        _ => node?.DeepClone(),
    };

    /// <summary>What Slack's markup asks for: https://docs.slack.dev/messaging/formatting-message-text.</summary>
    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Placeholder();
}
