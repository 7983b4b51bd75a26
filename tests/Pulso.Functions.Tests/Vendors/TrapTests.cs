using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions.Tests.Vendors.Scenes;
using Pulso.Functions.Vendors;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>What vendors were seen to send and do not tell anybody of.</summary>
public sealed class TrapTests
{
    private const string NotYet = "1970-01-01T00:00:00.000Z";

    private static readonly Pseudonyms Pseudonyms = Pseudonyms.Of(new byte[32], "test");

    [Theory]
    [InlineData("eventType", "contactId", "queueInfo", "queueArn", "enqueueTimestamp")]
    [InlineData("EventType", "ContactId", "QueueInfo", "QueueArn", "EnqueueTimestamp")]
    [InlineData("eventtype", "contactid", "Queueinfo", "queueARN", "enqueuetimestamp")]
    public void Connect_writes_its_names_with_capitals_or_without(string type, string contact, string queue, string arn, string enqueued)
    {
        var told = Assert.Single(Translated("amazon-connect", $$"""
            {"detail":{"{{type}}":"QUEUED","{{contact}}":"c1","{{queue}}":{"{{arn}}":"arn:a/queue/sales","{{enqueued}}":"{{Scene.Instant(5)}}"} } }
            """));

        Assert.Equal(("contact.queued", "c1", Scene.Instant(5), "sales"), (told.Type, told.Subject, told.Time, told.Fields.Text("queue")));
    }

    [Theory]
    [InlineData("CONNECTED_TO_AGENT")]
    [InlineData("Connected_To_Agent")]
    public void Connect_writes_its_events_with_capitals_or_without(string type) =>
        Assert.Equal("contact.answered", Assert.Single(Translated("amazon-connect", Connect(type, ""))).Type);

    [Theory]
    [InlineData("INITIATED", "\"initiationTimestamp\":\"1970-01-01T00:00:00.000Z\"")]
    [InlineData("QUEUED", "\"queueInfo\":{\"queueArn\":\"arn:a/queue/sales\",\"enqueueTimestamp\":\"1970-01-01T00:00:00Z\"}")]
    [InlineData("CONNECTED_TO_AGENT", "\"agentInfo\":{\"agentArn\":\"arn:a/agent/a7\",\"connectedToAgentTimestamp\":\"1970-01-01T00:00:00.000Z\"}")]
    [InlineData("DISCONNECTED", "\"disconnectTimestamp\":\"1970-01-01T00:00:00.000Z\"")]
    public void What_Connect_says_has_not_come_yet_is_as_old_as_the_event_that_tells_it(string type, string more) =>
        Assert.All(Translated("amazon-connect", Connect(type, more)), told => Assert.Equal(Scene.Instant(100), told.Time));

    [Theory]
    [InlineData(NotYet, NotYet, new[] { "contact.closed" })] // neither queued nor connected
    [InlineData("2026-03-02T09:00:05Z", NotYet, new[] { "contact.abandoned", "contact.closed" })]
    [InlineData("2026-03-02T09:00:05Z", "2026-03-02T09:00:20Z", new[] { "contact.closed" })]
    public void A_contact_of_Connects_that_no_agent_took_yet_is_abandoned_only_where_it_waited(string queued, string connected, string[] types) =>
        Assert.Equal(types, Translated("amazon-connect", Connect("DISCONNECTED", $$"""
            "queueInfo":{"queueArn":"arn:a/queue/sales","enqueueTimestamp":"{{queued}}"},"agentInfo":{"agentArn":"arn:a/agent/a7","connectedToAgentTimestamp":"{{connected}}"},
            "disconnectTimestamp":"{{Scene.Instant(100)}}"
            """)).Select(told => told.Type));

    [Fact]
    public void A_record_of_Connects_with_instants_that_have_not_come_yet_tells_what_has()
    {
        var told = Translated("amazon-connect", $$"""
            {"AWSContactTraceRecordFormatVersion":"2017-03-10","ContactId":"c1","Channel":"VOICE","InitiationMethod":"INBOUND",
             "InitiationTimestamp":"{{Scene.Instant(0)}}","DisconnectTimestamp":"{{Scene.Instant(60)}}","TransferCompletedTimestamp":"{{NotYet}}",
             "Queue":{"ARN":"arn:a/queue/sales","EnqueueTimestamp":"{{Scene.Instant(5)}}"},
             "Agent":{"ARN":"arn:a/agent/a7","ConnectedToAgentTimestamp":"{{Scene.Instant(20)}}","AgentInteractionDuration":40,"AfterContactWorkEndTimestamp":"{{NotYet}}"} }
            """);

        Assert.Equal(["contact.started", "contact.queued", "contact.answered", "contact.handled", "contact.closed"], told.Select(item => item.Type));
        Assert.Equal(Scene.Instant(60), told[3].Time);
    }

    [Theory]
    [InlineData("\"expiration_timestamp\":1772528400,")]
    [InlineData("\"expiration_timestamp\":\"1772528400\",")]
    [InlineData("\"expiration_timestamp\":null,")]
    [InlineData("")]
    public void WhatsApp_tells_when_a_conversation_expires_as_a_number_or_a_text_or_not_at_all(string expires)
    {
        var told = Assert.Single(Translated("whatsapp", Status($$"""
            "status":"sent","timestamp":"{{Scene.Seconds(60)}}","recipient_id":"5215550001","conversation":{"id":"c",{{expires}}"origin":{"type":"service"} }
            """)));

        Assert.Equal(("message.sent", Scene.Instant(60)), (told.Type, told.Time));
    }

    [Theory]
    [InlineData("1772442000")]
    [InlineData("\"1772442000\"")]
    public void WhatsApp_tells_instants_as_texts_and_now_and_then_as_numbers(string timestamp) =>
        Assert.Equal(Scene.Instant(0), Assert.Single(Translated("whatsapp", Message($"\"from\":\"5215550001\",\"id\":\"wamid.1\",\"timestamp\":{timestamp},\"type\":\"text\""))).Time);

    [Fact]
    public void A_message_on_WhatsApp_without_from_is_of_whoever_hides_the_number()
    {
        var told = Assert.Single(Translated("whatsapp", Message($"\"from_user_id\":\"US.1349\",\"id\":\"wamid.1\",\"timestamp\":\"{Scene.Seconds(0)}\",\"type\":\"text\"")));

        Assert.Equal(("US.1349", "100/US.1349"), (told.Fields.Text("customer"), told.Fields.Text("thread")));
    }

    [Fact]
    public void A_message_on_WhatsApp_of_nobody_is_refused_with_the_field_and_takes_its_neighbours_along()
    {
        var translation = Deliveries.Json($$"""
            {"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"100"},"messages":[
              {"from":"5215550001","id":"wamid.1","timestamp":"{{Scene.Seconds(0)}}","type":"text"}, {"id":"wamid.2","timestamp":"{{Scene.Seconds(1)}}","type":"text"}]} }]}]}
            """).Translated("whatsapp");

        Assert.Equal(("from", "is required"), (Assert.Single(translation.Faults).Field, translation.Faults[0].Reason));
    }

    [Fact]
    public void Receipts_of_WhatsApps_that_overtake_each_other_come_to_the_same()
    {
        string[] inOrder = ["sent", "delivered", "read"];
        string[][] orders = [inOrder, ["read", "delivered", "sent"], ["delivered", "read", "sent"], ["read", "sent", "delivered"], ["read", "read", "sent", "delivered"]];
        foreach (string[] order in orders)
        {
            var counted = Count("whatsapp", [.. order.Select(status => Status(
                $"\"status\":\"{status}\",\"timestamp\":\"{Scene.Seconds(60 + Array.IndexOf(inOrder, status))}\",\"recipient_id\":\"5215550001\",\"biz_opaque_callback_data\":\"{{\\\"by\\\":\\\"agent\\\"}}\""))]);

            Assert.Equal((1, 1, 1), (counted[Counter.MessagesAgent], counted[Counter.Delivered], counted[Counter.Read]));
        }
    }

    [Fact]
    public void A_call_of_Twilios_that_completes_without_its_duration_starts_where_its_other_callbacks_say()
    {
        Delivery[] whole = [Voice("ringing", 0), Voice("in-progress", 4), Voice("completed", 90)];

        Assert.Equal([Scene.Instant(90), Scene.Instant(90)], whole[2].Translated("twilio").Events.Select(item => item.Time));
        foreach (var deliveries in new[] { whole, [.. whole.Reverse()] })
            Assert.Equal((1, 0), (Count("twilio", deliveries)[Counter.Contacts], Count("twilio", deliveries)[Counter.Handled]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&CallDuration=")]
    [InlineData("&CallDuration=soon")]
    [InlineData("&CallDuration=-1")]
    public void A_leg_of_Twilios_that_completes_without_its_duration_is_no_handling_of_no_length(string duration)
    {
        var translation = Voice("completed", 90, $"&ParentCallSid=CA0&To=client%3Aagent7{duration}").Translated("twilio");

        Assert.Equal((0, "leg completed"), (translation.Events.Count, Assert.Single(translation.Ignored)));
    }

    [Theory]
    [InlineData("""{"event_type":"reservation.created","resource_sid":"WR1","event_data":{"task_sid":"WT1"},"sid":"EV1"}""")]
    [InlineData("""[{"event_type":"reservation.created","event_data":{"task_sid":"WT1"},"sid":"EV1"}]""")]
    [InlineData("""{"EventType":"task.created","TaskSid":"WT1","Sid":"EV1","TimestampMs":"1772442000000"}""")]
    [InlineData("""{"CallSid":"CA1","CallStatus":"completed"}""")]
    public void A_record_of_Twilios_REST_API_is_no_callback(string body)
    {
        var translation = Deliveries.Json(body).Translated("twilio");

        Assert.Empty(translation.Events);
        Assert.StartsWith("is a record of the REST API", Assert.Single(translation.Faults).Reason, StringComparison.Ordinal);
    }

    private static IReadOnlyList<TranslatedEvent> Translated(string vendor, string body)
    {
        var translation = Deliveries.Json(body).Translated(vendor);
        Assert.Empty(translation.Faults);
        return translation.Events;
    }

    private static Counted Count(string vendor, params string[] bodies) => Count(vendor, [.. bodies.Select(body => Deliveries.Json(body))]);

    private static Counted Count(string vendor, params Delivery[] deliveries)
    {
        var parsed = EventParser.Translated([.. deliveries.SelectMany(delivery => delivery.Translated(vendor).Events)], Pseudonyms);
        Assert.Empty(parsed.Faults);
        return Counted.Of(Pulso.Tests.Scenarios.Tenants.Defaults, [.. parsed.Events.SelectMany(item => Frame.AllOf(item.Source, item.Event, item.Subject))]);
    }

    private static string Connect(string type, string more) =>
        $$"""{"time":"{{Scene.Instant(100)}}","detail":{"eventType":"{{type}}","contactId":"c1"{{(more.Length == 0 ? "" : $",{more}")}} } }""";

    private static string Message(string fields) => WhatsApp($$"""
        "messages":[{ {{fields}} }]
        """);

    private static string Status(string fields) => WhatsApp($$"""
        "statuses":[{"id":"wamid.2",{{fields}} }]
        """);

    private static string WhatsApp(string more) =>
        $$"""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"100"},{{more}} } }]}]}""";

    private static Delivery Voice(string status, int after, string more = "") => Deliveries.Form(
        $"CallSid=CA1&CallStatus={status}&Timestamp={Uri.EscapeDataString(Deliveries.Now.AddSeconds(after).ToString("ddd, dd MMM yyyy HH:mm:ss +0000"))}&From=%2B15550100&Direction=inbound{more}");
}
