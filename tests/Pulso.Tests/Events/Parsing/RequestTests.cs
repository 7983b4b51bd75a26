using Pulso.Events.Parsing;

namespace Pulso.Tests.Events.Parsing;

public sealed class RequestTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ \"id\": NaN }")]
    [InlineData("{ \"id\": \"1\" } {}")]
    [InlineData("{ \"id\": \"1\", }")]
    [InlineData("{ /* id */ }")]
    public void What_is_not_json_is_refused_as_a_whole(string body) => Assert.Equal("body", Canonical.Refused(body));

    [Theory]
    [InlineData("{ \"queue\": \"a\", \"queue\": \"b\" }")]
    [InlineData("{ \"queue\": \"a\", \"\\u0071ueue\": \"b\" }")]
    [InlineData("{ \"\\ud800\": 1 }")]
    [InlineData("{ \"talk\": NaN }")]
    [InlineData("{ \"talk\": Infinity }")]
    public void Fields_that_stand_twice_or_are_no_text_are_refused_as_a_whole(string data) =>
        Assert.Equal("body", Canonical.Refused(Canonical.Event("contact.handled", data)));

    [Fact]
    public void What_is_nested_deeply_is_refused_as_a_whole()
    {
        string Nested(int depth) => $"{new string('[', depth)}{new string(']', depth)}";
        Assert.Equal("body", Canonical.Refused(Canonical.Event("contact.started", $$"""{ "x": {{Nested(15)}} }""")));
        Assert.Equal("body", Canonical.Refused(Canonical.Event("contact.started", $$"""{ "x": {{Nested(100_000)}} }""")));
        Canonical.Accepted(Canonical.Event("contact.started", $$"""{ "x": {{Nested(14)}} }"""));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"event\"")]
    public void One_event_is_an_object(string body) => Assert.NotEmpty(Canonical.Read(body).Faults);

    [Theory]
    [InlineData("{}")]
    [InlineData("5")]
    public void A_batch_is_an_array(string body)
    {
        var request = EventParser.Batch(System.Text.Encoding.UTF8.GetBytes(body), Canonical.Pseudonyms);
        Assert.Equal("body", Assert.Single(request.Faults).Field);
    }

    [Fact]
    public void Fields_in_base64_are_refused_and_not_passed_over()
    {
        Assert.Equal("data_base64", Canonical.Refused(Canonical.Event("contact.started", "{}", ("data", null), ("data_base64", "\"e30=\""))));
        Canonical.Accepted(Canonical.Event("com.example.someevent", "{}", ("data", null), ("data_base64", "\"e30=\""))); // of which only the attributes are kept
    }

    [Fact]
    public void A_batch_holds_a_thousand_events_and_not_one_more()
    {
        var events = Enumerable.Range(0, 1_001).Select(i => Canonical.Event("contact.started", "{}", ("id", $"\"{i}\""))).ToList();
        Assert.Equal(1_000, Canonical.ReadAll(events.Take(1_000)).Events.Count);
        var refused = Canonical.ReadAll(events);
        Assert.Equal("body", Assert.Single(refused.Faults).Field);
        Assert.Empty(refused.Events);
    }

    [Fact]
    public void One_fault_in_a_batch_refuses_all_and_names_the_event()
    {
        var request = Canonical.ReadAll(
            Canonical.Event("contact.started"),
            Canonical.Event("contact.closed", "{}", ("id", "\"e-2\""), ("time", null)),
            Canonical.Event("contact.closed"));
        Assert.Empty(request.Events);
        Assert.Equal(new(1, "e-2", "time", Assert.Single(request.Faults).Reason), Assert.Single(request.Faults));
    }

    [Fact]
    public void Every_fault_of_an_event_is_named_at_once()
    {
        var request = Canonical.Read(Canonical.Event("contact.handled", """{ "talk": -1, "hold": "x" }"""));
        Assert.Equal(["data.talk", "data.hold"], request.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void A_batch_of_nonsense_does_not_answer_without_end()
    {
        var request = Canonical.ReadAll(Enumerable.Repeat("{}", 1_000));
        Assert.InRange(request.Faults.Count, 1, 30);
    }

    [Fact]
    public void The_sources_are_known_also_of_faulty_events()
    {
        var request = Canonical.ReadAll(
            Canonical.Event("contact.started", "{}", ("source", "\"/a\"")),
            Canonical.Event("contact.started", "{}", ("source", "\"/b\""), ("time", null)));
        Assert.Equal(["/a", "/b"], request.Sources.Order());
    }

    [Fact]
    public void A_field_that_a_type_does_not_have_is_dropped_and_its_name_counted()
    {
        var request = Canonical.ReadAll(
            Canonical.Event("contact.started", """{ "queue": "north", "mood": "sunny", "agent": "kim" }"""),
            Canonical.Event("contact.closed", """{ "mood": { "deep": [1] } }"""));
        Assert.Equal([("agent", 1), ("mood", 2)], request.UnknownFields.Select(item => (item.Key, item.Value)).Order());
        Assert.Single(request.Events[0].Event.Values);
        Assert.Empty(request.Events[1].Event.Values);
    }

    [Theory]
    [InlineData("weather.changed")]
    [InlineData("contact.observed")]
    [InlineData("Contact.Started")]
    public void Of_an_unknown_type_only_the_attributes_are_kept(string type)
    {
        var request = Canonical.Read(Canonical.Event(type, """{ "customer": "ann", "queue": 5 }"""));
        Assert.Empty(request.UnknownFields);
        var item = Assert.Single(request.Events);
        Assert.Equal(("/bank/pbx", "call-1", "(unknown)"), (item.Source, item.Subject, item.Event.Type.Name));
        Assert.Equal(type, Assert.Single(item.Event.Values).Text);
        Assert.False(item.Event.Type.IsDerived);
    }
}
