using Pulso.Functions.Vendors;
using Pulso.Measures;
using static Pulso.Functions.Tests.Vendors.Scenes.Scene;

namespace Pulso.Functions.Tests.Vendors.Scenes;

internal static class FreshdeskScene
{
    /// <summary>A ticket that waits for its requester, is answered, resolved, opened again and resolved again.</summary>
    public static readonly Scene Ticket = Of(
        "freshdesk",
        [
            (Counter.Contacts, 1), (Counter.MessagesIn, 1), (Counter.MessagesAgent, 1), (Counter.FirstReplyHumanMs, 300_000), (Counter.Resolved, 1),
            (Counter.ResolutionMs, 3_000_000), (Counter.Reopened, 1), (Counter.CustomerKnown, 1),
        ],
        Event("{ticket_action:created}", 0),
        Event("{priority:{from:1,to:4}}", 10),
        Event("{reply_sent:sent}", 300, ""","agent_id":"7" """),
        Event("{status:{from:2,to:6}}", 301),
        Event("{note_type:public}", 900, ""","by":"requester" """),
        Event("{note_type:private}", 910, ""","by":"agent" """),
        Event("{status:{from:6,to:4}}", 1_000, ""","agent_id":"7" """),
        Event("{status:{from:4,to:2}}", 2_000),
        Event("{status:{from:2,to:4},priority:{from:4,to:1}}", 3_000, ""","agent_id":"7" """),
        Event("{status:{from:4,to:5}}", 4_000));

    private static Delivery Event(string triggered, int after, string more = "") => Vendors.Deliveries.Json($$"""
        {"freshdesk_webhook":{"triggered_event":"{{triggered}}","ticket_id":"11","ticket_type":"Question","ticket_status":"Open","ticket_priority":"Low",
          "requester_email":"Bob@example.com","time":"{{Instant(after)}}"{{more}} } }
        """);
}
