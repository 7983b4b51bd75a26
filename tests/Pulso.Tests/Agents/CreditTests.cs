using Pulso.Events;
using Pulso.Measures;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Agents;

public sealed class CreditTests
{
    [Theory]
    [InlineData("last", "lee 1000")]
    [InlineData("first", "kim 1000")]
    [InlineData("shared", "kim 750, lee 250")]
    public void The_credit_is_by_the_rule_of_the_settings(string rule, string expected) => Assert.Equal(
        expected,
        Credit(rule, new ContactScript("a").Started(0).Queued(1).Answered(5, "kim").Handled(100, Talk("kim", 300)).Answered(100, "lee").Handled(200, Talk("lee", 100))));

    [Fact]
    public void Thirds_add_up_to_a_whole_by_the_largest_remainder_and_the_name() => Assert.Equal(
        "kim 334, lee 333, sam 333",
        Credit("shared", new ContactScript("a").Started(0).Handled(9, Talk("sam", 60)).Handled(10, Talk("lee", 60)).Handled(11, Talk("kim", 60))));

    [Fact]
    public void Who_only_answered_has_no_share_where_others_have_handled() => Assert.Equal(
        "lee 1000", Credit("shared", new ContactScript("a").Started(0).Answered(5, "kim").Handled(60, Talk("lee", 50))));

    [Fact]
    public void Without_any_handle_time_all_share_alike() => Assert.Equal(
        "kim 500, lee 500",
        Credit("shared", new ContactScript("a").Started(0).Sent(5, "agent", (Field.Agent, "kim")).Event(EventTypes.ContactResolved, 9, (Field.Agent, "lee"))));

    [Fact]
    public void Messages_and_resolutions_by_others_take_no_part() => Assert.Equal(
        "kim 1000",
        Credit("last", new ContactScript("a").Started(0).Answered(5, "kim").Sent(6, "bot").Event(EventTypes.ContactResolved, 9, (Field.By, "system"))));

    [Fact]
    public void An_agent_without_a_name_has_the_credit_only_where_nobody_has_one()
    {
        Assert.Equal("(none) 1000", Credit("last", new ContactScript("a").Started(0).Answered(5)));
        Assert.Equal("kim 1000", Credit("last", new ContactScript("a").Started(0).Answered(5, "kim").Handled(60)));
    }

    [Fact]
    public void Fcr_goes_with_the_credit_and_is_taken_back_from_the_same_agents()
    {
        var first = new ContactScript("a").Started(0, (Field.Customer, "ann"), (Field.Difficulty, 2_000)).Answered(5, "kim").Handled(9, Talk("kim", 3)).Resolved(10);
        Assert.Equal((1_000, 1_000, 0), Fcr(Counted.Of(first)));
        Assert.Equal((1_000, 0, 1_000), Fcr(Counted.Of(first, new ContactScript("b").Started(900, (Field.Customer, "ann")))));

        static (long, long, long) Fcr(Counted counted)
        {
            var kims = counted.Where(key => key.Facet == Facet.OfAgent("kim", "hard")).Tally;
            return (kims[Counter.FcrEligible], kims[Counter.Fcr], kims[Counter.Recontacted]);
        }
    }

    [Fact]
    public void An_evaluation_is_of_the_agent_it_names_else_of_the_contacts_last()
    {
        var counted = Counted.Of(new ContactScript("a").Started(0).Answered(5, "kim").Evaluated(20, 8, 10)
            .Event(EventTypes.QualityEvaluated, 30, (Field.Score, 3_000), (Field.Max, 5_000), (Field.Agent, "lee")));
        Assert.Equal((8_000, 3_000), (Score("kim"), Score("lee")));

        long Score(string agent) => counted.OfAgent(agent).Tally[Counter.QualityScore];
    }

    private static (Field, object)[] Talk(string agent, int seconds) => [(Field.Agent, agent), (Field.Talk, seconds * 1_000)];

    private static string Credit(string rule, ContactScript contact)
    {
        var counted = Counted.Of(Tenants.In("UTC", $"\"agentCredit\": \"{rule}\""), contact);
        return string.Join(", ", counted.Agents.Select(agent => (agent, Share: counted.OfAgent(agent).Tally[Counter.Attended]))
            .Where(agent => agent.Share > 0).Select(agent => $"{agent.agent} {agent.Share}"));
    }
}
