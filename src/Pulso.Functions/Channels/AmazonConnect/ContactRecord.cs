using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.AmazonConnect;

/// <summary>A contact record (formerly contact trace record): the whole of a contact, after its end.</summary>
/// <remarks>It comes again whenever something is added to it; the same parts are the same events.</remarks>
internal static class ContactRecord
{
    public static void Add(string contact, ConnectFields record, Translation into)
    {
        if (ConnectContact.IsNone(record))
        {
            into.Ignore($"record {record["InitiationMethod"]}");
            return;
        }
        string subject = ConnectContact.Subject(contact, record);
        string? end = record.Time("DisconnectTimestamp");
        var queue = record.Within("Queue");
        var agent = record.Within("Agent");
        if (!ConnectContact.IsTransfer(record))
            Tell("contact.started", record.Time("InitiationTimestamp"), ConnectContact.Fields(record));
        if (queue?.Time("EnqueueTimestamp") is { } queued)
            Tell("contact.queued", queued, [.. ConnectContact.Fields(record), ("queue", queue.Id("ARN"))]);
        if (agent?.Time("ConnectedToAgentTimestamp") is { } answered)
            Agent(agent, answered);
        else if (queue is not null && !queue.IsNotYet("EnqueueTimestamp"))
            Tell("contact.abandoned", end);
        if (record.Time("TransferCompletedTimestamp") is { } transferred)
            Tell("contact.transferred", transferred);
        if (record["NextContactId"] is null)
            Tell("contact.closed", end, ConnectContact.Fields(record));

        void Agent(ConnectFields who, string answered)
        {
            Tell("contact.answered", answered, ("agent", who.Id("ARN")), ("queue", queue?.Id("ARN")));
            Tell(
                "contact.handled", who.Time("AfterContactWorkEndTimestamp") ?? end, ("agent", who.Id("ARN")), ("queue", queue?.Id("ARN")),
                ("talk", who.Number("AgentInteractionDuration") ?? 0), ("hold", who.Number("CustomerHoldDuration") ?? 0),
                ("wrap", who.Number("AfterContactWorkDuration") ?? 0));
        }

        void Tell(string type, string? time, params (string, object?)[] data) => into.Add(type, $"{contact}/{type}", time, subject, data);
    }
}
