using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Timelines;

public sealed class TimelineKeyTests
{
    [Fact]
    public void What_is_about_a_contact_lies_with_its_subject()
    {
        Assert.Equal(new(TimelineKind.Contact, "call-1"), Of(EventTypes.ContactQueued, "call-1", (Field.Thread, "t")));
        Assert.Equal(new(TimelineKind.Contact, "call-1"), Of(EventTypes.SurveyAnswered, "call-1"));
    }

    [Fact]
    public void Without_a_subject_with_its_thread() =>
        Assert.Equal(new(TimelineKind.Thread, "t"), Of(EventTypes.MessageReceived, null, (Field.Thread, "t")));

    [Fact]
    public void A_customer_an_agent_and_the_tenant_have_timelines_of_their_own()
    {
        Assert.Equal(new(TimelineKind.Customer, "ann"), Of(EventTypes.SaleRecorded, null, (Field.Customer, "ann")));
        Assert.Equal(new(TimelineKind.Agent, "1970-01-01 kim"), Of(EventTypes.AgentState, null, (Field.Agent, "kim")));
        Assert.Equal(
            new(TimelineKind.Tenant, "costs voice 2026-03"),
            Of(EventTypes.CostRecorded, null, (Field.Channel, "voice"), (Field.From, At.Utc("2026-03-31T23:59:59Z"))));
    }

    [Fact]
    public void A_sale_that_names_a_contact_lies_with_it() =>
        Assert.Equal(new(TimelineKind.Contact, "call-1"), Of(EventTypes.SaleRecorded, "call-1", (Field.Customer, "ann")));

    [Fact]
    public void A_forecast_lies_in_every_week_that_it_speaks_of_from_Monday_to_Monday()
    {
        long from = At.Utc("2026-03-08T23:00:00Z"); // a Sunday
        IEnumerable<string> Weeks(long length) => TimelineKey.AllOf(
            new Event(EventTypes.ForecastPublished, 0, 7, Values.Of(
                (Field.Channel, "voice"), (Field.Queue, "north"), (Field.Intervals, $$"""[{"from":{{from}},"to":{{from + length}},"contacts":1}]"""))),
            null).Select(key => key.Name);
        Assert.Equal(["forecasts voice north 2026-03-02"], Weeks(At.Hour));
        Assert.Equal(["forecasts voice north 2026-03-02", "forecasts voice north 2026-03-09"], Weeks(At.Hour + 1));
    }

    [Fact]
    public void All_else_is_alone_under_its_own_identity()
    {
        var key = new TimelineKey(TimelineKind.Alone, EventId.Text(7));
        Assert.Equal(key, Of(EventTypes.Unknown, "call-1"));
        Assert.Equal(key, Of(EventTypes.SurveyAnswered, null));
        Assert.Equal(key, Of(EventTypes.IssuePrevented, null));
    }

    [Fact]
    public void The_same_name_of_another_kind_is_another_timeline() =>
        Assert.NotEqual(new TimelineKey(TimelineKind.Contact, "a").Hash, new TimelineKey(TimelineKind.Customer, "a").Hash);

    [Fact]
    public void A_partition_is_the_same_in_every_process_and_all_are_used_alike()
    {
        int[] counts = new int[16];
        for (int i = 0; i < 16_000; i++)
            counts[new TimelineKey(TimelineKind.Contact, $"call-{i}").Partition("bank", 16)]++;
        Assert.All(counts, count => Assert.InRange(count, 850, 1_150));
        Assert.Equal(62, new TimelineKey(TimelineKind.Contact, "call-1").Partition("bank", 256));
    }

    private static TimelineKey Of(EventType type, string? subject, params (Field, object)[] values) =>
        TimelineKey.Of(new Event(type, 0, 7, Values.Of(values)), subject);
}
