using Pulso.Events;
using Pulso.Events.Parsing;

namespace Pulso.Tests.Events.Parsing;

public sealed class BinaryModeTests
{
    [Fact]
    public void Attributes_come_from_the_headers_and_the_data_from_the_body()
    {
        var request = Read("""{ "queue": "north" }""");
        Assert.Empty(request.Faults);
        var item = Assert.Single(request.Events);
        Assert.Equal(("/bank/pbx", "call-1", "north"), (item.Source, item.Subject, item.Event.Text(Field.Queue)));
        Assert.Equal(EventId.Of("/bank/pbx", "e-1"), item.Event.Id);
    }

    [Theory]
    [InlineData("ann%20%C3%A9", "ann é")]
    [InlineData("50%25", "50%")]
    [InlineData("%E2%82%AC", "€")]
    [InlineData("plain", "plain")]
    public void Headers_are_percent_decoded(string header, string subject) =>
        Assert.Equal(subject, Assert.Single(Read("{}", ("ce-subject", header)).Events).Subject);

    [Theory]
    [InlineData("ce-subject", "a%00b", "subject")]
    [InlineData("ce-subject", "", "subject")]
    [InlineData("ce-subject", null, "subject")]
    [InlineData("ce-id", null, "id")]
    [InlineData("ce-id", "%0A", "id")]
    [InlineData("ce-source", null, "source")]
    [InlineData("ce-specversion", "2.0", "specversion")]
    [InlineData("ce-time", "noon", "time")]
    [InlineData("ce-type", null, "type")]
    public void A_header_that_is_missing_or_wrong_is_named(string header, string? value, string field) =>
        Assert.Equal(field, Assert.Single(Read("{}", (header, value)).Faults).Field);

    [Fact]
    public void The_same_event_has_the_same_encoding_in_both_modes()
    {
        var binary = Assert.Single(Read("""{ "queue": "north", "customer": "ann" }""").Events).Event;
        var structured = Canonical.Accepted(Canonical.Event("contact.queued", """{ "customer": "ann", "queue": "north" }"""));
        Assert.Equal(structured.Encoded.ToArray(), binary.Encoded.ToArray());
    }

    [Fact]
    public void A_body_that_is_no_object_is_refused() => Assert.Equal("data", Assert.Single(Read("[]").Faults).Field);

    private static ParsedRequest Read(string body, params (string Name, string? Value)[] more)
    {
        var headers = new Dictionary<string, string?>
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = "e-1",
            ["ce-source"] = "/bank/pbx",
            ["ce-type"] = "contact.queued",
            ["ce-time"] = "2026-03-02T09:00:00Z",
            ["ce-subject"] = "call-1",
        };
        foreach (var (name, value) in more)
            headers[name] = value;
        return EventParser.Binary(System.Text.Encoding.UTF8.GetBytes(body), headers.GetValueOrDefault, Canonical.Pseudonyms);
    }
}
