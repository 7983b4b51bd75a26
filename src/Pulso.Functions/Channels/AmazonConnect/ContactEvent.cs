using System.Globalization;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.AmazonConnect;

/// <summary>An event of a contact. Ids are those that its record has too, so that whoever sends both counts once.</summary>
internal static class ContactEvent
{
    public static void Add(string contact, string happened, ConnectFields fields, string? sentAt, Translation into)
    {
        string subject = ConnectContact.Subject(contact, fields);
        var queue = fields.Within("QueueInfo");
        var agent = fields.Within("AgentInfo");
        if (ConnectContact.IsNone(fields))
            happened = $"{fields["InitiationMethod"]} {happened}";
        happened = happened.ToUpperInvariant();
        switch (happened)
        {
            case "INITIATED" when ConnectContact.IsTransfer(fields):
                Tell("contact.transferred", fields.Time("InitiationTimestamp"));
                break;
            case "INITIATED":
                Tell("contact.started", fields.Time("InitiationTimestamp"), ConnectContact.Fields(fields));
                break;
            case "QUEUED":
                Tell("contact.queued", queue?.Time("EnqueueTimestamp"), [.. ConnectContact.Fields(fields), ("queue", queue?.Id("QueueArn"))]);
                break;
            case "CONNECTED_TO_AGENT":
                Tell("contact.answered", agent?.Time("ConnectedToAgentTimestamp"), ("agent", agent?.Id("AgentArn")), ("queue", queue?.Id("QueueArn")));
                break;
            case "DISCONNECTED":
                bool waited = queue is not null && !queue.IsNotYet("EnqueueTimestamp");
                if (waited && (agent is null || agent.IsNotYet("ConnectedToAgentTimestamp")))
                    Tell("contact.abandoned", fields.Time("DisconnectTimestamp"));
                Tell("contact.closed", fields.Time("DisconnectTimestamp"), ConnectContact.Fields(fields));
                break;
            case "COMPLETED" when agent is not null && Seconds(agent.Time("ConnectedToAgentTimestamp"), fields.Time("DisconnectTimestamp")) is { } connected:
                decimal hold = agent.Number("AgentInitiatedHoldDuration") ?? 0;
                Tell(
                    "contact.handled", agent.Time("AfterContactWorkEndTimestamp") ?? fields.Time("DisconnectTimestamp"), ("agent", agent.Id("AgentArn")),
                    ("queue", queue?.Id("QueueArn")), ("talk", Math.Max(0, connected - hold)), ("hold", hold),
                    ("wrap", agent.Number("AfterContactWorkDuration") ?? 0));
                break;
            case "PAUSED":
                Tell("contact.paused", sentAt);
                break;
            case "RESUMED":
                Tell("contact.resumed", sentAt);
                break;
            default:
                into.Ignore(happened);
                break;
        }

        void Tell(string type, string? time, params (string, object?)[] data) =>
            into.Add(type, $"{contact}/{type}{(happened is "PAUSED" or "RESUMED" ? $"/{time}" : "")}", time ?? sentAt, subject, data);
    }

    private static decimal? Seconds(string? from, string? to) =>
        DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, out var start)
        && DateTimeOffset.TryParse(to, CultureInfo.InvariantCulture, out var end) && end >= start
            ? (decimal)(end - start).TotalSeconds
            : null;
}
