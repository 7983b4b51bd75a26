using System.Globalization;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Twilio;

/// <summary>Status callbacks of calls. A call with a parent is the leg to an agent, and belongs to its parent's contact.</summary>
internal static class TwilioCalls
{
    public static void Add(string call, TwilioFields fields, Translation into)
    {
        string? status = fields["CallStatus"];
        if (status is not ("queued" or "initiated" or "ringing" or "in-progress" or "completed" or "busy" or "no-answer" or "canceled" or "failed"))
            into.Ignore($"call {status}");
        else if (fields["ParentCallSid"] is { } parent)
            Leg(call, parent, status, fields, into);
        else
            Call(call, status, fields, into);
    }

    private static void Call(string call, string status, TwilioFields fields, Translation into)
    {
        bool inbound = fields["Direction"] is not { } direction || direction == "inbound";
        (string, object?)[] contact =
        [
            ("channel", "voice"), ("direction", inbound ? "inbound" : "outbound"), ("customer", fields[inbound ? "From" : "To"]),
            ("queue", into.Source.Queue),
        ];
        // Several callbacks tell the start, and the earliest counts: an end alone tells it by the duration.
        decimal? seconds = status == "completed" ? Seconds(fields) : 0;
        into.Add("contact.started", $"{call}/{status}/started", VendorTime.Before(fields.Time, seconds) ?? fields.Time, call, contact);
        if (status is "queued" or "initiated" or "ringing" or "in-progress")
            return;
        if (inbound && status != "completed")
            into.Add("contact.abandoned", $"{call}/{status}", fields.Time, call);
        into.Add("contact.closed", $"{call}/closed", fields.Time, call);
    }

    private static void Leg(string call, string parent, string status, TwilioFields fields, Translation into)
    {
        string? agent = Client(fields["To"]);
        if (status == "in-progress")
            into.Add("contact.answered", $"{call}/answered", fields.Time, parent, ("agent", agent));
        else if (status == "completed" && Seconds(fields) is { } talk)
            into.Add("contact.handled", $"{call}/handled", fields.Time, parent, ("agent", agent), ("talk", talk));
        else
            into.Ignore($"leg {status}");
    }

    /// <summary>The identity of a Twilio client; a phone number is nobody's id.</summary>
    private static string? Client(string? to) => to is not null && to.StartsWith("client:", StringComparison.Ordinal) ? to[7..] : null;

    private static decimal? Seconds(TwilioFields fields) =>
        decimal.TryParse(fields["CallDuration"], NumberStyles.None, CultureInfo.InvariantCulture, out decimal seconds) ? seconds : null;
}
