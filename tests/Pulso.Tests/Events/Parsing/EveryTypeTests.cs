using Pulso.Events;

namespace Pulso.Tests.Events.Parsing;

public sealed class EveryTypeTests
{
    public static TheoryData<string, string> Types
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (type, fields) in ContractTable.Types)
                data.Add(type, fields);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void It_is_accepted_with_all_its_fields(string type, string fields)
    {
        var request = Canonical.Read(Canonical.Event(type, ContractTable.DataOf(type, fields)));
        Assert.Empty(request.Faults);
        Assert.Empty(request.UnknownFields);
        var item = Assert.Single(request.Events).Event;
        Assert.Equal(type, item.Type.Name);
        Assert.Equal(
            fields.Split(' ').Where(field => field != "comment").Order(), item.Values.Select(value => value.Field.Name).Order());
        Assert.Equal(item.Values.Select(value => value.Field.Code).Order(), item.Values.Select(value => value.Field.Code));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void It_takes_no_field_that_the_table_does_not_give_it(string type, string fields) =>
        Assert.Equal(fields.Split(' ').Order(), EventTypes.Named(type).Fields.Select(field => field.Name).Order());

    [Fact]
    public void The_types_rank_in_the_order_of_the_table()
    {
        Assert.Equal(ContractTable.Types.Select(item => item.Type), EventTypes.All.OrderBy(type => type.Rank).Select(type => type.Name));
        Assert.Distinct(EventTypes.All.Select(type => type.Rank));
    }

    [Fact]
    public void Fields_have_codes_of_their_own() =>
        Assert.Distinct(EventTypes.All.SelectMany(type => type.Fields).Distinct().Select(field => field.Code));

    [Theory]
    [InlineData("contact.transferred", "kind", "warm cold flow")]
    [InlineData("contact.started", "direction", "inbound outbound proactive")]
    [InlineData("contact.resolved", "by", "agent bot system")]
    [InlineData("contact.resolved", "outcome", "solved unsolved")]
    [InlineData("message.sent", "by", "agent bot system")]
    [InlineData("ivr.left", "to", "queue agent hangup contained")]
    [InlineData("survey.requested", "kind", "csat ces nps thumb")]
    [InlineData("survey.requested", "mode", "transactional relational")]
    [InlineData("survey.requested", "respondent", "customer employee")]
    [InlineData("survey.requested", "polarity", "high-is-good low-is-good")]
    [InlineData("cost.recorded", "basis", "planned actual")]
    [InlineData("annotation.added", "kind", "incident experiment campaign cause coaching note")]
    public void A_word_is_one_of_its_list(string type, string field, string words)
    {
        string Data(string word) => ContractTable.DataOf(type, ContractTable.Types.Single(item => item.Type == type).Fields)
            .Replace($"\"{field}\":{ContractTable.ValueOf(type, field)}", $"\"{field}\":\"{word}\"");
        Assert.All(words.Split(' '), word => Canonical.Accepted(Canonical.Event(type, Data(word))));
        Assert.Equal($"data.{field}", Canonical.Refused(Canonical.Event(type, Data("other"))));
        Assert.Equal($"data.{field}", Canonical.Refused(Canonical.Event(type, Data(words.Split(' ')[0].ToUpperInvariant()))));
    }
}
