using Pulso.Events;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Events.Parsing;

/// <summary>How values are kept.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("61.5", 61_500)]
    [InlineData("0.0004", 0)]
    [InlineData("0.0005", 0)]
    [InlineData("0.0015", 2)]
    [InlineData("0.0025", 2)]
    [InlineData("0.0025000001", 3)]
    [InlineData("1e3", 1_000_000)]
    [InlineData("31622400", 31_622_400_000)]
    public void Seconds_are_kept_as_milliseconds_rounding_half_to_even(string seconds, long ms) =>
        Assert.Equal(ms, Number("contact.handled", "talk", seconds));

    [Theory]
    [InlineData("0.0005", 0)]
    [InlineData("-0.0015", -2)]
    [InlineData("1234.5678", 1_234_568)]
    public void Numbers_are_kept_as_thousandths_rounding_half_to_even(string amount, long thousandths)
    {
        var item = Canonical.Accepted(Canonical.Event("revenue.recorded", $$"""{ "customer": "ann", "amount": {{amount}} }"""));
        Assert.Equal(thousandths, item.Number(Field.Amount));
    }

    [Theory]
    [InlineData("2026-03-02T09:00:00Z", "2026-03-02T09:00:00.000Z")]
    [InlineData("2026-03-02t09:00:00z", "2026-03-02T09:00:00.000Z")]
    [InlineData("2026-03-02T09:00:00.1Z", "2026-03-02T09:00:00.100Z")]
    [InlineData("2026-03-02T09:00:00.123999Z", "2026-03-02T09:00:00.123Z")]
    [InlineData("2026-03-02T09:00:00.123999999Z", "2026-03-02T09:00:00.123Z")]
    [InlineData("2026-03-02T09:00:00.9999999Z", "2026-03-02T09:00:00.999Z")]
    [InlineData("2026-03-02T09:00:00.9999999999Z", "2026-03-02T09:00:00.999Z")]
    [InlineData("2026-03-02T11:30:00+02:30", "2026-03-02T09:00:00.000Z")]
    [InlineData("2026-03-01T23:00:00-10:00", "2026-03-02T09:00:00.000Z")]
    public void An_instant_is_kept_in_whole_milliseconds_and_finer_digits_are_cut_off(string text, string kept) =>
        Assert.Equal(kept, At.Text(Canonical.Accepted(Canonical.Event("contact.closed", "{}", ("time", $"\"{text}\""))).TimeMs));

    [Theory]
    [InlineData("2", "2")]
    [InlineData("2.50", "2.50")]
    [InlineData("\"high\"", "high")]
    [InlineData("\"  high \"", "high")]
    public void A_priority_is_text_and_a_number_is_taken_as_text(string json, string text) =>
        Assert.Equal(
            text, Canonical.Accepted(Canonical.Event("contact.classified", $$"""{ "priority": {{json}} }""")).Text(Field.Priority));

    [Fact]
    public void A_customer_and_a_thread_are_kept_as_pseudonyms()
    {
        var item = Canonical.Accepted(Canonical.Event("contact.started", """{ "customer": "ann", "thread": "biz/ann" }"""));
        Assert.Equal(Canonical.Pseudonyms.For("ann"), item.Text(Field.Customer));
        Assert.Equal(Canonical.Pseudonyms.For("biz/ann"), item.Text(Field.Thread));
    }

    [Fact]
    public void A_message_id_is_kept_as_a_hash_with_its_source()
    {
        string Hash(string source) => Canonical.Accepted(Canonical.Event(
            "message.read", """{ "messageId": "wamid.1" }""", ("source", $"\"{source}\""))).Text(Field.MessageId)!;
        Assert.Equal(EventId.Text(EventId.Of("/a", "wamid.1")), Hash("/a"));
        Assert.NotEqual(Hash("/a"), Hash("/b"));
    }

    [Fact]
    public void An_identity_is_that_of_source_and_id()
    {
        UInt128 Id(string source, string id) => Canonical.Accepted(
            Canonical.Event("contact.closed", "{}", ("source", $"\"{source}\""), ("id", $"\"{id}\""))).Id;
        Assert.Equal(Id("/a", "1"), Id("/a", "1"));
        Assert.NotEqual(Id("/a", "1"), Id("/b", "1"));
        Assert.NotEqual(Id("/a", "1"), Id("/a", "2"));
        Assert.NotEqual(Id("/a1", "1"), Id("/a", "11"));
    }

    [Fact]
    public void A_list_is_kept_as_json_without_white_space()
    {
        var item = Canonical.Accepted(Canonical.Event("agent.profiled", """{ "agent": "kim", "skills": [ "es" , "en" ] }"""));
        Assert.Equal("""["es","en"]""", item.Text(Field.Skills));
    }

    [Fact]
    public void Null_says_nothing()
    {
        var item = Canonical.Accepted(Canonical.Event("contact.started", """{ "queue": null, "customer": null, "channel": "voice" }"""));
        Assert.Equal(Field.Channel, Assert.Single(item.Values).Field);
    }

    [Fact]
    public void The_comment_of_a_survey_is_known_and_not_kept_without_a_setting()
    {
        var request = Canonical.Read(Canonical.Event("survey.requested", """{ "survey": "after", "comment": "call me, Ann" }"""));
        Assert.Empty(request.UnknownFields);
        Assert.Equal(Field.Survey, Assert.Single(Assert.Single(request.Events).Event.Values).Field);
    }

    private static long? Number(string type, string field, string json) =>
        Canonical.Accepted(Canonical.Event(type, $$"""{ "{{field}}": {{json}} }""")).Number(EventTypes.Named(type).FieldNamed(field)!);
}
