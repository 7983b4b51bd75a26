using Pulso.Functions.Vendors;
using Pulso.Measures;
using static Pulso.Functions.Tests.Vendors.Scenes.Scene;

namespace Pulso.Functions.Tests.Vendors.Scenes;

internal static class TwilioScene
{
    /// <summary>A call that is put through to a client after ten seconds.</summary>
    public static readonly Scene Call = Of(
        "twilio",
        [
            (Counter.Contacts, 1), (Counter.Attended, 1), (Counter.Answered, 1), (Counter.Handled, 1), (Counter.TalkMs, 90_000), (Counter.Abandoned, 0),
            (Counter.CustomerKnown, 1),
        ],
        Voice("CA1", "ringing", 0),
        Voice("CA1", "in-progress", 1),
        Voice("CA2", "in-progress", 11, "&ParentCallSid=CA1&To=client%3Aagent7"),
        Voice("CA2", "completed", 101, "&ParentCallSid=CA1&To=client%3Aagent7&CallDuration=90"),
        Voice("CA1", "completed", 102, "&CallDuration=101"));

    /// <summary>A task that waits twelve seconds for its worker.</summary>
    public static readonly Scene Task = Of("twilio", TaskFigures, Events.Select(item => Vendors.Deliveries.Form(
        $"Sid={item.Sid}&EventType={item.Type}&TaskSid=WT1&TaskQueueName=Sales&TaskChannelUniqueName=voice&Timestamp={Seconds(item.After)}&TimestampMs={Seconds(item.After)}000"
        + $"&WorkerSid={item.Worker}&TaskAttributes=%7B%22call_sid%22%3A%22CA9%22%2C%22from%22%3A%22%2B15550100%22%7D&TransferMode=WARM")));

    /// <summary>The same from Event Streams.</summary>
    public static readonly Scene Stream = Of("twilio", TaskFigures, Vendors.Deliveries.Json($"[{string.Join(',', Events.Select(item => $$"""
        {"specversion":"1.0","type":"com.twilio.taskrouter.{{item.Type}}","source":"AB1","id":"NO{{item.Sid}}","data":{"payload":{
          "sid":"{{item.Sid}}","eventtype":"{{item.Type}}","timestamp":"{{Instant(item.After)}}","task_sid":"WT1","task_queue_name":"Sales","task_channel_unique_name":"voice",
          "task_attributes":"{\"call_sid\":\"CA9\",\"from\":\"+15550100\"}","transfer_mode":"WARM","worker_sid":"{{item.Worker}}"} } }
        """))}]"));

    private static (Counter, long)[] TaskFigures =>
    [
        (Counter.Contacts, 1), (Counter.Offered, 1), (Counter.Answered, 1), (Counter.WaitAnsweredMs, 12_000), (Counter.AnsweredWithin, 1),
        (Counter.Transferred, 1), (Counter.TransfersWarm, 1), (Counter.CustomerKnown, 1),
    ];

    private static (string Sid, string Type, int After, string Worker)[] Events =>
    [
        ("EV1", "task.created", 0, ""), ("EV2", "task-queue.entered", 1, ""), ("EV3", "reservation.created", 10, "WK7"), ("EV4", "reservation.accepted", 13, "WK7"),
        ("EV5", "task.transfer-completed", 60, "WK8"), ("EV6", "reservation.completed", 200, "WK8"), ("EV7", "task.completed", 201, ""),
    ];

    private static Delivery Voice(string call, string status, int after, string more = "")
    {
        string time = Uri.EscapeDataString(Vendors.Deliveries.Now.AddSeconds(after).ToString("ddd, dd MMM yyyy HH:mm:ss +0000"));
        return Vendors.Deliveries.Form($"CallSid={call}&CallStatus={status}&Timestamp={time}&From=%2B15550100&Direction=inbound{more}");
    }
}
