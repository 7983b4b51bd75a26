using Pulso.Functions.Vendors;
using Pulso.Measures;
using static Pulso.Functions.Tests.Vendors.Scenes.Scene;

namespace Pulso.Functions.Tests.Vendors.Scenes;

internal static class GenesysScene
{
    /// <summary>A call that waits nine seconds and is handled by one agent.</summary>
    public static readonly Scene Events = Of(
        "genesys-cloud",
        [
            (Counter.Contacts, 1), (Counter.Offered, 1), (Counter.Answered, 1), (Counter.WaitAnsweredMs, 9_000), (Counter.Handled, 1), (Counter.TalkMs, 60_500),
            (Counter.HoldMs, 5_000), (Counter.Classified, 1), (Counter.CustomerKnown, 1),
        ],
        Event("customer.start", "s1", 0),
        Event("flow.start", "s0", 0),
        Event("acd.start", "s2", 3, ""","queueId":"q1" """),
        Event("acd.end", "s2", 12, ""","queueId":"q1","acdOutcome":"ANSWERED","answeredUserId":"u7" """),
        Event("user.end", "s4", 20, ""","queueId":"q1","userId":"u6","alertingDurationMs":9000"""),
        Event("user.end", "s3", 80, ""","queueId":"q1","userId":"u7","interactingDurationMs":60500,"heldDurationMs":5000"""),
        Event("acw", "s3", 95, ""","userId":"u7","wrapupCode":"bill","wrapupDurationMs":15000"""),
        Event("customer.end", "s1", 80));

    private static Delivery Event(string kind, string session, int after, string more = "") => Vendors.Deliveries.Json($$"""
        {"detail-type":"v2.detail.events.conversation.{id}.{{kind}}","source":"aws.partner/genesys.com/cloud/1/events","time":"{{Instant(after)}}",
         "detail":{"topicName":"v2.detail.events.conversation.c1.{{kind}}","eventBody":{"eventTime":{{Seconds(after)}}000,"conversationId":"c1","participantId":"p",
           "sessionId":"{{session}}","mediaType":"VOICE","direction":"INBOUND","ani":"tel:+15550100"{{more}} } } }
        """);
}
