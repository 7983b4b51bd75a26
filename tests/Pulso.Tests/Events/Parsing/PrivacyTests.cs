using System.Text.Json;
using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Events.Parsing;

public sealed class PrivacyTests
{
    private const string Person = "ann.smith@example.org";

    public static TheoryData<string> TypesWithPersons =>
        [.. ContractTable.Types.Where(item => item.Fields.Contains("customer")).Select(item => item.Type)];

    [Theory]
    [MemberData(nameof(TypesWithPersons))]
    public void A_customer_is_never_in_clear_in_any_encoding(string type)
    {
        var frame = Frame(type);
        Clear(Pulso.Events.Frame.Encode([frame]));
        var partition = new Partition(Tenants.Defaults);
        partition.Deliver([frame]);
        partition.DeliverDerived();
        Assert.All(partition.Timelines, timeline => Clear(timeline.Encode()));
        Assert.All(partition.Derived, derived => Clear(Pulso.Events.Frame.Encode([derived])));
        Clear(partition.Cells.Encode());
    }

    [Fact]
    public void A_refusal_repeats_no_value_of_the_data()
    {
        var request = Canonical.Read(Canonical.Event("contact.handled", $$"""
            { "customer": ["{{Person}}"], "thread": "{{Person}}\u0000", "talk": "{{Person}}", "direction": "{{Person}}" }
            """));
        Assert.Equal(4, request.Faults.Count);
        Assert.DoesNotContain(Person, JsonSerializer.Serialize(request.Faults));
    }

    [Fact]
    public void The_same_person_has_another_pseudonym_at_another_tenant()
    {
        byte[] master = new byte[32];
        Assert.Equal(Pseudonyms.Of(master, "bank").For(Person), Pseudonyms.Of(master, "bank").For(Person));
        Assert.NotEqual(Pseudonyms.Of(master, "bank").For(Person), Pseudonyms.Of(master, "shop").For(Person));
        Assert.Equal(22, Pseudonyms.Of(master, "bank").For(Person).Length);
    }

    [Fact]
    public void Under_another_key_who_knows_the_pseudonym_and_the_key_knows_the_next_one_and_nobody_else_does()
    {
        byte[][] keys = [new byte[32], [.. Enumerable.Repeat((byte)1, 32)], [.. Enumerable.Repeat((byte)2, 32)]];
        var (first, second, third) = (Pseudonyms.Of(keys[..1], "bank"), Pseudonyms.Of(keys[..2], "bank"), Pseudonyms.Of(keys, "bank"));
        Assert.Equal(second.For(Person), second.Wrap(first.For(Person), 1));
        Assert.Equal(third.For(Person), third.Wrap(first.For(Person), 1));
        Assert.Equal(third.For(Person), third.Wrap(second.For(Person), 2));
        Assert.Equal(4, new[] { first.For(Person), second.For(Person), third.For(Person), Pseudonyms.Of(keys[1], "bank").For(Person) }.Distinct().Count());
    }

    [Fact]
    public void A_frame_is_put_under_the_keys_that_it_is_not_under_yet_and_only_its_pseudonyms_change()
    {
        byte[][] keys = [new byte[32], [.. Enumerable.Repeat((byte)1, 32)]];
        var (first, second) = (Pseudonyms.Of(keys[..1], "bank"), Pseudonyms.Of(keys, "bank"));
        var before = Calls(first)[0];
        var after = second.Wrap(before);
        Assert.Equal((Calls(second)[0].Key, second.For(Person), 2), (after.Key, after.Event.Text(Field.Customer), after.Keys));
        Assert.Equal((before.Source, before.Event.Id, before.Event.TimeMs, before.Event.Text(Field.Channel)), (after.Source, after.Event.Id, after.Event.TimeMs, after.Event.Text(Field.Channel)));
        Assert.Same(after, second.Wrap(after));
        Assert.Same(after, first.Wrap(after)); // never back
        Assert.Same(before, before.Rename(pseudonym => pseudonym));

        static IReadOnlyList<Frame> Calls(Pseudonyms of) =>
            new ContactScript(of.For("thread"), kind: TimelineKind.Thread).Received(1, (Field.Channel, "whatsapp"), (Field.Customer, of.For(Person))).Frames;
    }

    [Fact]
    public void A_thread_names_its_timeline_by_the_pseudonym()
    {
        var item = Canonical.Accepted(Canonical.Event("message.received", $$"""{ "thread": "{{Person}}" }""", ("subject", null)));
        Assert.Equal(new(TimelineKind.Thread, Canonical.Pseudonyms.For(Person)), TimelineKey.Of(item, null));
    }

    [Fact]
    public void A_list_keeps_nothing_that_the_contract_does_not_know()
    {
        var item = Canonical.Accepted(Canonical.Event("agent.scheduled", $$"""
            { "agent": "kim", "shifts": [
                { "from": "2026-03-02T08:00:00Z", "to": "2026-03-02T16:00:00Z", "state": "contact", "customer": "{{Person}}" }] }
            """));
        Clear(item.Encoded);
    }

    private static Frame Frame(string type)
    {
        string fields = ContractTable.Types.Single(item => item.Type == type).Fields;
        string data = new[] { "customer", "thread", "messageId", "response", "comment" }.Aggregate(
            ContractTable.DataOf(type, fields), (json, field) => json.Replace($"\"some {field}\"", $"\"{Person}\""));
        Assert.Contains(Person, data);
        string id = $"\"{Person}\"";
        var item = Assert.Single(Canonical.Read(Canonical.Event(type, data, ("id", id))).Events);
        return new Frame(TimelineKey.Of(item.Event, item.Subject), item.Source, item.Event);
    }

    private static void Clear(ReadOnlySpan<byte> bytes) => Assert.Equal(-1, bytes.IndexOf(System.Text.Encoding.UTF8.GetBytes(Person)));
}
