using Pulso.Functions.Vendors;
using Pulso.Measures;
using static Pulso.Functions.Tests.Vendors.Scenes.Scene;

namespace Pulso.Functions.Tests.Vendors.Scenes;

internal static class ZendeskScene
{
    /// <summary>A ticket that is answered, waits for its requester, is solved, opened again, and solved by an automation.</summary>
    public static readonly Scene Ticket = Of(
        "zendesk",
        [
            (Counter.Contacts, 1), (Counter.MessagesIn, 2), (Counter.MessagesAgent, 1), (Counter.FirstReplyHumanMs, 600_000), (Counter.Resolved, 1),
            (Counter.ResolutionMs, 5_000_000), (Counter.Reopened, 1), (Counter.Classified, 1), (Counter.CustomerKnown, 1), (Counter.TransfersCold, 1),
        ],
        Event("ticket.created", 0, "{}"),
        Event("ticket.comment_added", 1, """{"comment":{"id":"1","is_public":true,"author":{"id":"20","is_staff":false}}}"""),
        Event("ticket.group_assignment_changed", 60, """{"previous":"30","current":"31"}"""),
        Event("ticket.comment_added", 300, """{"comment":{"id":"2","is_public":false,"author":{"id":"40","is_staff":true}}}"""),
        Event("ticket.comment_added", 600, """{"comment":{"id":"3","is_public":true,"author":{"id":"40","is_staff":true}}}"""),
        Event("ticket.status_changed", 601, """{"previous":"OPEN","current":"PENDING"}"""),
        Event("ticket.priority_changed", 602, """{"previous":"LOW","current":"URGENT"}"""),
        Event("ticket.comment_added", 1_000, """{"comment":{"id":"4","is_public":true,"author":{"id":"20","is_staff":false}}}"""),
        Event("ticket.status_changed", 1_001, """{"previous":"PENDING","current":"OPEN"}"""),
        Event("ticket.status_changed", 2_000, """{"previous":"OPEN","current":"SOLVED"}""", actor: "40"),
        Event("ticket.status_changed", 3_000, """{"previous":"SOLVED","current":"OPEN"}""", actor: "20"),
        Event("ticket.status_changed", 5_000, """{"previous":"OPEN","current":"SOLVED"}""", actor: "-1"),
        Event("ticket.status_changed", 9_000, """{"previous":"SOLVED","current":"CLOSED"}""", actor: "-1"),
        Event("ticket.tags_changed", 9_001, """{"tags_added":["x"],"tags_removed":[]}"""));

    /// <summary>A chat that the bot begins and a person ends.</summary>
    public static readonly Scene Messaging = Of(
        "zendesk",
        [
            (Counter.Contacts, 1), (Counter.BotEngaged, 1), (Counter.MessagesBot, 1), (Counter.MessagesIn, 1), (Counter.MessagesAgent, 1),
            (Counter.FirstReplyAnyMs, 5_000), (Counter.FirstReplyHumanMs, 95_000),
        ],
        Message("m1", 0, "end_user", "50"),
        Message("m2", 5, "system", "zd:answerBot"),
        Message("m3", 95, "agent", "40"));

    private static Delivery Event(string type, int after, string change, string actor = "40") => Vendors.Deliveries.Json($$"""
        {"account_id":1,"id":"{{type}}-{{after}}","time":"{{Instant(after)}}","type":"zen:event-type:{{type}}","subject":"zen:ticket:5","event":{{change}},
         "detail":{"id":"5","created_at":"{{Instant(0)}}","updated_at":"{{Instant(after)}}","requester_id":"20","submitter_id":"20","assignee_id":"40","actor_id":"{{actor}}",
           "group_id":"30","priority":"LOW","type":"QUESTION","status":"OPEN","via":{"channel":"email"} } }
        """);

    private static Delivery Message(string id, int after, string type, string author) => Vendors.Deliveries.Json($$"""
        {"account_id":1,"id":"{{id}}","time":"{{Instant(after)}}","type":"zen:event-type:messaging_ticket.message_added","subject":"zen:ticket:6","detail":{"id":"6"},
         "event":{"actor":{"id":"{{author}}","type":"{{type}}","name":"N"},"conversation_id":"c","message":{"id":"{{id}}","body":"…"} } }
        """);
}
