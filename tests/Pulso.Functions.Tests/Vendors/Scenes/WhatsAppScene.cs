using Pulso.Functions.Vendors;
using Pulso.Measures;
using static Pulso.Functions.Tests.Vendors.Scenes.Scene;

namespace Pulso.Functions.Tests.Vendors.Scenes;

internal static class WhatsAppScene
{
    /// <summary>A question, an agent's answer that is read, thanks, and an answer from the app on the agent's telephone.</summary>
    public static readonly Scene Chat = Of(
        "whatsapp",
        [
            (Counter.Contacts, 1), (Counter.MessagesIn, 2), (Counter.MessagesAgent, 2), (Counter.FirstReplyHuman, 1), (Counter.FirstReplyHumanMs, 60_000),
            (Counter.Replies, 2), (Counter.ReplyMs, 70_000), (Counter.Delivered, 1), (Counter.Read, 1), (Counter.ReadReplied, 1), (Counter.CustomerKnown, 1),
        ],
        Change("messages", $$"""{{Metadata}},"messages":[{"from":"5215550001","id":"wamid.1","timestamp":"{{Seconds(0)}}","type":"text","text":{"body":"?"} }]"""),
        Status("sent", 60, ""","biz_opaque_callback_data":"{\"by\":\"agent\",\"agent\":\"7\"}" """),
        Status("delivered", 61),
        Status("read", 90),
        Change("messages", $$"""
            {{Metadata}},"messages":[
              {"from":"5215550001","id":"wamid.3","timestamp":"{{Seconds(100)}}","type":"text","text":{"body":"!"} },
              {"from":"5215550001","id":"wamid.4","timestamp":"{{Seconds(101)}}","type":"reaction","reaction":{"message_id":"wamid.2","emoji":"👍"} }]
            """),
        Change("smb_message_echoes", $$"""
            {{Metadata}},"message_echoes":[{"from":"5215559999","to":"5215550001","id":"wamid.5","timestamp":"{{Seconds(110)}}","type":"text","text":{"body":":)"} }]
            """));

    /// <summary>A customer's call that rings for 8 seconds and lasts two minutes.</summary>
    public static readonly Scene Call = Of(
        "whatsapp",
        [
            (Counter.Contacts, 1), (Counter.Offered, 1), (Counter.Answered, 1), (Counter.WaitAnsweredMs, 8_000), (Counter.AnsweredWithin, 1),
            (Counter.Handled, 1), (Counter.TalkMs, 120_000), (Counter.Abandoned, 0),
        ],
        Change("calls", $$"""
            {{Metadata}},"calls":[{"id":"wacid.1","from":"5215550001","to":"5215559999","event":"connect","timestamp":"{{Seconds(0)}}","direction":"USER_INITIATED"}]
            """),
        Change("calls", $$"""
            {{Metadata}},"calls":[{"id":"wacid.1","from":"5215550001","to":"5215559999","event":"terminate","timestamp":"{{Seconds(128)}}","direction":"USER_INITIATED",
              "status":"COMPLETED","start_time":"{{Seconds(8)}}","end_time":"{{Seconds(128)}}","duration":120}]
            """));

    private const string Metadata = """ "messaging_product":"whatsapp","metadata":{"display_phone_number":"5215559999","phone_number_id":"100"} """;

    public static Delivery Change(string field, string value) => Vendors.Deliveries.Json(
        $$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"{{field}}","value":{ {{value}} } }]}]}""");

    private static Delivery Status(string status, int after, string more = "") => Change(
        "messages", $$"""{{Metadata}},"statuses":[{"id":"wamid.2","status":"{{status}}","timestamp":"{{Seconds(after)}}","recipient_id":"5215550001"{{more}} }]""");
}
