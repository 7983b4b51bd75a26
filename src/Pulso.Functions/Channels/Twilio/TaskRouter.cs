using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Twilio;

/// <summary>TaskRouter's events: a task is a contact, a reservation an agent's part in it.</summary>
internal static class TaskRouter
{
    public static void Add(string type, TwilioFields fields, Translation into)
    {
        if (type == "worker.activity.update")
            Activity(fields, into);
        else if (fields["TaskSid"] is not null && fields["Sid"] is { } id)
            Task(type, id, fields, into);
        else
            into.Ignore(type);
    }

    private static void Task(string type, string id, TwilioFields fields, Translation into)
    {
        (string, object?)[] queue = [("queue", Queue(fields))];
        (string, object?)[] agent = [("agent", fields["WorkerSid"])];
        switch (type)
        {
            case "task.created":
                Tell("contact.started", Contact(fields));
                break;
            case "task-queue.entered":
                Tell("contact.queued", queue);
                break;
            case "reservation.accepted":
                Tell("contact.answered", agent);
                break;
            case "task.transfer-completed":
                Tell("contact.transferred", ("kind", fields["TransferMode"]?.ToLowerInvariant() is "warm" ? "warm" : "cold"));
                break;
            case "task.canceled":
                Tell("contact.abandoned");
                Tell("contact.closed");
                break;
            case "task.completed":
                Tell("contact.closed");
                break;
            default:
                into.Ignore(type);
                break;
        }

        void Tell(string canonical, params (string, object?)[] data) => into.Add(canonical, $"{id}/{canonical}", fields.Time, Subject(fields), data);
    }

    private static (string, object?)[] Contact(TwilioFields fields)
    {
        var attributes = fields.Json("TaskAttributes");
        bool outbound = attributes.Text("direction") is { } direction && direction.StartsWith("outbound", StringComparison.Ordinal);
        return
        [
            ("channel", Channel(fields["TaskChannelUniqueName"])), ("direction", outbound ? "outbound" : "inbound"),
            ("customer", attributes.Text(outbound ? "outbound_to" : "from") ?? attributes.Text("customers", "customer_id")),
            ("priority", fields["TaskPriority"]),
        ];
    }

    /// <summary>The call, where the task is one: its own callbacks are about the same contact.</summary>
    private static string Subject(TwilioFields fields) => fields.Json("TaskAttributes").Text("call_sid") ?? fields["TaskSid"]!;

    private static string? Queue(TwilioFields fields) => fields["TaskQueueName"] ?? fields["TaskQueueSid"];

    private static string? Channel(string? name) => name switch
    {
        null or "default" => null,
        "sms" or "chat" or "web" or "messaging" => "chat",
        _ => new string([.. name.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')]),
    };

    private static void Activity(TwilioFields fields, Translation into)
    {
        if (fields["WorkerSid"] is { } worker && fields["WorkerActivityName"] is { } activity && fields["Sid"] is { } id)
            into.Add("agent.state", id, fields.Time, null, ("agent", worker), ("state", activity.ToLowerInvariant()));
        else
            into.Ignore("worker.activity.update");
    }
}
