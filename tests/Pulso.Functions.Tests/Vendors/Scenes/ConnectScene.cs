using Pulso.Functions.Vendors;
using Pulso.Measures;
using static Pulso.Functions.Tests.Vendors.Scenes.Scene;

namespace Pulso.Functions.Tests.Vendors.Scenes;

internal static class ConnectScene
{
    private const string Contact = "11111111-1111-1111-1111-111111111111";

    private static readonly string Queue =
        $$""" "queueInfo":{"queueArn":"arn:aws:connect:us-west-2:1:instance/i/queue/sales","queueType":"STANDARD","enqueueTimestamp":"{{Instant(5)}}"} """;

    private static readonly string Agent =
        $$""" "agentInfo":{"agentArn":"arn:aws:connect:us-west-2:1:instance/i/agent/a7","connectedToAgentTimestamp":"{{Instant(20)}}" """;

    /// <summary>A call that waits 15 seconds, talks 80 of which 10 are hold, and is wrapped up in 30.</summary>
    public static readonly Scene Events = Of(
        "amazon-connect",
        [
            (Counter.Contacts, 1), (Counter.Offered, 1), (Counter.Answered, 1), (Counter.WaitAnsweredMs, 15_000), (Counter.Handled, 1), (Counter.TalkMs, 70_000),
            (Counter.HoldMs, 10_000), (Counter.WrapMs, 30_000), (Counter.CustomerKnown, 1), (Counter.Abandoned, 0),
        ],
        Event("INITIATED", 0, """ "customerEndpoint":{"type":"TELEPHONE_NUMBER","address":"+15550100"} """),
        Event("CONNECTED_TO_SYSTEM", 1, Queue),
        Event("QUEUED", 5, Queue),
        Event("CONNECTED_TO_AGENT", 20, $"{Queue},{Agent}}}"),
        Event("DISCONNECTED", 100, $"{Queue},{Agent}}},\"disconnectTimestamp\":\"{Instant(100)}\""),
        Event("COMPLETED", 130, $$"""
            {{Queue}},{{Agent}},"agentInitiatedHoldDuration":10,"afterContactWorkDuration":30,"afterContactWorkEndTimestamp":"{{Instant(130)}}"},
            "disconnectTimestamp":"{{Instant(100)}}"
            """));

    /// <summary>A call whose customer gives up after 25 seconds in the queue.</summary>
    public static readonly Scene Abandoned = Of(
        "amazon-connect",
        [(Counter.Contacts, 1), (Counter.Offered, 1), (Counter.Abandoned, 1), (Counter.WaitAbandonedMs, 25_000), (Counter.Answered, 0), (Counter.Handled, 0)],
        Event("INITIATED", 0, Queue),
        Event("QUEUED", 5, Queue),
        Event("DISCONNECTED", 30, $"{Queue},\"disconnectTimestamp\":\"{Instant(30)}\""),
        Event("COMPLETED", 30, $"{Queue},\"disconnectTimestamp\":\"{Instant(30)}\""));

    /// <summary>A call that its first agent gives on to another queue, as contact records tell it.</summary>
    public static readonly Scene Transferred = Of(
        "amazon-connect",
        [
            (Counter.Contacts, 1), (Counter.Offered, 2), (Counter.Answered, 2), (Counter.FlowedOut, 0), (Counter.WaitAnsweredMs, 15_000), (Counter.Handled, 2),
            (Counter.TalkMs, 90_000), (Counter.Transferred, 1),
        ],
        Record("c1", "INBOUND", 0, queued: 5, answered: 10, end: 60, more: $"\"NextContactId\":\"c2\",\"TransferCompletedTimestamp\":\"{Instant(60)}\""),
        Record("c2", "TRANSFER", 50, queued: 50, answered: 60, end: 100, more: "\"InitialContactId\":\"c1\",\"PreviousContactId\":\"c1\""));

    private static Delivery Record(string id, string method, int start, int queued, int answered, int end, string more) => Vendors.Deliveries.Json($$"""
        {"AWSContactTraceRecordFormatVersion":"2017-03-10","ContactId":"{{id}}","Channel":"VOICE","InitiationMethod":"{{method}}",
         "InitiationTimestamp":"{{Instant(start)}}","DisconnectTimestamp":"{{Instant(end)}}",
         "Queue":{"ARN":"arn:aws:connect:us-west-2:1:instance/i/queue/{{id}}","EnqueueTimestamp":"{{Instant(queued)}}"},
         "Agent":{"ARN":"arn:aws:connect:us-west-2:1:instance/i/agent/{{id}}","ConnectedToAgentTimestamp":"{{Instant(answered)}}",
           "AgentInteractionDuration":{{end - answered}},"CustomerHoldDuration":0,"AfterContactWorkDuration":0},{{more}} }
        """);

    private static Delivery Event(string type, int after, string more) => Vendors.Deliveries.Json($$"""
        {"version":"0","id":"{{type}}","detail-type":"Amazon Connect Contact Event","source":"aws.connect","time":"{{Instant(after)}}",
         "detail":{"eventType":"{{type}}","contactId":"{{Contact}}","channel":"VOICE","initiationMethod":"INBOUND","initiationTimestamp":"{{Instant(0)}}",{{more}} } }
        """);
}
