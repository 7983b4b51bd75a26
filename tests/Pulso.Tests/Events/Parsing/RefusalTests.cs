namespace Pulso.Tests.Events.Parsing;

/// <summary>A refusal names the field; nothing of the request is accepted.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("id", null)]
    [InlineData("id", "\"\"")]
    [InlineData("id", "7")]
    [InlineData("id", "\"a\\u0000b\"")]
    [InlineData("id", "\"\\ud800\"")]
    [InlineData("source", null)]
    [InlineData("source", "\"\"")]
    [InlineData("source", "[]")]
    [InlineData("specversion", null)]
    [InlineData("specversion", "\"0.3\"")]
    [InlineData("type", null)]
    [InlineData("type", "\"\"")]
    [InlineData("time", null)]
    [InlineData("time", "\"\"")]
    [InlineData("time", "1772442000")]
    [InlineData("time", "\"2026-03-02T09:00:00\"")]
    [InlineData("time", "\"2026-03-02 09:00:00Z\"")]
    [InlineData("time", "\"2026-03-02T09:00:00+0100\"")]
    [InlineData("time", "\"2026-02-30T09:00:00Z\"")]
    [InlineData("time", "\"2026-03-02T24:00:00Z\"")]
    [InlineData("time", "\"1969-12-31T23:59:59.999Z\"")]
    [InlineData("time", "\"2200-01-01T00:00:00Z\"")]
    [InlineData("time", "\"2026-03-02\"")]
    [InlineData("time", "\"yesterday, about noon Z\"")]
    [InlineData("subject", null)]
    [InlineData("subject", "\"\"")]
    [InlineData("subject", "17")]
    [InlineData("subject", "\"a\\nb\"")]
    [InlineData("data", "[]")]
    [InlineData("data", "\"text\"")]
    public void An_attribute_that_is_missing_or_wrong_is_refused(string attribute, string? json) =>
        Assert.Equal(attribute, Canonical.Refused(Canonical.Event("contact.started", "{}", (attribute, json))));

    [Theory]
    [InlineData("source", 129)]
    [InlineData("id", 513)]
    [InlineData("subject", 257)]
    public void An_attribute_that_is_too_long_is_refused(string attribute, int length)
    {
        string Event(int size) => Canonical.Event("contact.started", "{}", (attribute, $"\"{new string('x', size)}\""));
        Assert.Equal(attribute, Canonical.Refused(Event(length)));
        Canonical.Accepted(Event(length - 1));
    }

    [Theory]
    [InlineData("contact.handled", "talk", "-0.001")]
    [InlineData("contact.handled", "talk", "1e400")]
    [InlineData("contact.handled", "talk", "31622400.001")]
    [InlineData("contact.handled", "talk", "\"60\"")]
    [InlineData("contact.handled", "talk", "true")]
    [InlineData("contact.started", "difficulty", "1e13")]
    [InlineData("contact.started", "difficulty", "{}")]
    [InlineData("contact.started", "channel", "\"Voice\"")]
    [InlineData("contact.started", "channel", "\"voice mail\"")]
    [InlineData("contact.started", "direction", "\"sideways\"")]
    [InlineData("contact.started", "customer", "12345")]
    [InlineData("contact.started", "customer", "\"\"")]
    [InlineData("contact.started", "customer", "\"  \"")]
    [InlineData("contact.started", "queue", "\"a\\u0000b\"")]
    [InlineData("contact.started", "queue", "\"\\ud800\"")]
    [InlineData("contact.started", "queue", "\"\\udc00\\ud800\"")]
    [InlineData("contact.started", "queue", "[\"a\"]")]
    [InlineData("contact.started", "queue", "true")]
    [InlineData("bot.handed-over", "withContext", "1")]
    [InlineData("bot.handed-over", "withContext", "\"true\"")]
    public void A_field_of_the_wrong_kind_is_refused(string type, string field, string json) =>
        Assert.Equal($"data.{field}", Canonical.Refused(Canonical.Event(type, $$"""{ "{{field}}": {{json}} }""")));

    [Theory]
    [InlineData("[1]")]
    [InlineData("""{ "a": "b" }""")]
    public void Criteria_that_are_no_scores_are_refused(string criteria) => Assert.Equal(
        "data.criteria", Canonical.Refused(Canonical.Event("quality.evaluated", $$"""{ "score": 1, "max": 2, "criteria": {{criteria}} }""")));

    [Theory]
    [InlineData("agent.scheduled", "shifts", """[{ "from": "2026-03-02T08:00:00Z", "to": "2026-03-02T08:00:00Z", "state": "contact" }]""")]
    [InlineData("agent.scheduled", "shifts", """[{ "from": "2026-03-02T08:00:00Z", "state": "contact" }]""")]
    [InlineData("agent.scheduled", "shifts", """[{ "from": "2026-03-02T08:00:00Z", "to": "2026-03-02T09:00:00Z" }]""")]
    [InlineData("agent.scheduled", "shifts", """{ "from": "2026-03-02T08:00:00Z" }""")]
    [InlineData("agent.profiled", "skills", """["es", 5]""")]
    [InlineData("agent.profiled", "validFrom", "\"2026-03-02\"")]
    public void A_wrong_list_or_instant_of_an_agent_is_refused(string type, string field, string json) =>
        Assert.Equal($"data.{field}", Canonical.Refused(Canonical.Event(type, $$"""{ "agent": "kim", "{{field}}": {{json}} }""")));

    [Theory]
    [InlineData("message.delivered", "messageId")]
    [InlineData("agent.state", "agent", "state")]
    [InlineData("agent.profiled", "agent")]
    [InlineData("agent.scheduled", "agent", "shifts")]
    [InlineData("sale.recorded", "customer", "amount")]
    [InlineData("customer.churned", "customer")]
    [InlineData("cost.recorded", "channel", "from", "to")]
    [InlineData("forecast.published", "channel", "intervals")]
    [InlineData("sentiment.scored", "score")]
    [InlineData("quality.evaluated", "score", "max")]
    [InlineData("survey.requested", "survey")]
    [InlineData("survey.followed-up", "survey")]
    [InlineData("survey.answered", "survey", "kind", "score", "min", "max")]
    [InlineData("annotation.added", "text")]
    public void An_event_without_what_its_type_cannot_do_without_is_refused(string type, params string[] fields) => Assert.Equal(
        fields.Select(field => $"data.{field}").Order(),
        Canonical.Read(Canonical.Event(type)).Faults.Select(fault => fault.Field).Order());

    [Fact]
    public void A_text_of_more_than_128_characters_is_refused()
    {
        string Event(int size) => Canonical.Event("contact.started", $$"""{ "queue": "{{new string('q', size)}}" }""");
        Assert.Equal("data.queue", Canonical.Refused(Event(129)));
        Canonical.Accepted(Event(128));
    }

    [Fact]
    public void A_thread_stands_in_for_the_subject_and_an_empty_one_does_not()
    {
        var request = Canonical.Read(Canonical.Event("message.received", """{ "thread": "biz/ann" }""", ("subject", null)));
        Assert.Null(Assert.Single(request.Events).Subject);
        Assert.Equal("data.thread", Canonical.Refused(Canonical.Event("message.received", """{ "thread": "" }""", ("subject", null))));
    }

    [Theory]
    [InlineData("survey.requested", """{ "survey": "yearly" }""")]
    [InlineData("sale.recorded", """{ "customer": "ann", "amount": 3 }""")]
    [InlineData("agent.state", """{ "agent": "kim", "state": "break" }""")]
    [InlineData("issue.prevented", "{}")]
    public void What_is_about_no_contact_needs_no_subject(string type, string data) =>
        Canonical.Accepted(Canonical.Event(type, data, ("subject", null)));
}
