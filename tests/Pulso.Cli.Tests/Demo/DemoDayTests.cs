using Pulso.Cli.Demo;
using Pulso.Events;

namespace Pulso.Cli.Tests.Demo;

public sealed class DemoDayTests
{
    private static readonly DateOnly Date = new(2026, 3, 3);

    private readonly CountedDay counted = CountedDay.Of(Date);

    [Fact]
    public void The_same_date_gives_the_same_bytes() => Assert.Equal(counted.Day.ToLines(), Again(Date).ToLines());

    [Fact]
    public void Another_date_adds_other_events()
    {
        var next = Again(Date.AddDays(1));

        Assert.NotEqual(counted.Day.Events.Count, next.Events.Count);
        Assert.Empty(counted.Day.Events.Select(item => (item.Source, item.Id)).Intersect(next.Events.Select(item => (item.Source, item.Id))));
    }

    [Fact]
    public void No_two_events_share_an_identity() =>
        Assert.Equal(counted.Day.Events.Count, counted.Day.Events.Select(item => (item.Source, item.Id)).Distinct().Count());

    [Fact]
    public void The_product_reads_every_event_without_a_fault_or_an_unknown_field()
    {
        Assert.Empty(counted.Requests.SelectMany(request => request.Faults));
        Assert.Empty(counted.Requests.SelectMany(request => request.UnknownFields.Keys));
        Assert.Equal(counted.Day.Events.Count, counted.Requests.Sum(request => request.Events.Count));
    }

    [Fact]
    public void Every_type_of_event_is_one_that_the_product_knows() =>
        Assert.DoesNotContain(counted.Day.Events, item => EventTypes.Named(item.Type) == EventTypes.Unknown);

    [Fact]
    public void Every_event_lies_in_its_business_day()
    {
        long start = counted.Settings.Calendar.StartOfDay(Date);
        long end = counted.Settings.Calendar.EndOfDay(Date);

        Assert.All(counted.Day.Events, item => Assert.InRange(item.TimeMs, start, end - 1));
    }

    [Fact]
    public void The_events_come_in_the_order_of_their_times() =>
        Assert.Equal(counted.Day.Events.Select(item => item.TimeMs).Order(), counted.Day.Events.Select(item => item.TimeMs));

    [Fact]
    public void The_sources_are_those_of_the_sample_settings() => Assert.Equal(
        counted.Settings.Sources.Select(source => source.Name).Order(),
        counted.Day.Events.Select(item => item.Source).Distinct().Order());

    [Theory]
    [InlineData("voice")]
    [InlineData("whatsapp")]
    [InlineData("chat")]
    [InlineData("email")]
    [InlineData("helpdesk")]
    public void Every_channel_has_contacts_that_come_back(string channel) =>
        Assert.Contains(counted.Day.Floor.Contacts, contact => contact.Channel == channel && contact.Need.Attempt > 0);

    [Theory]
    [InlineData("survey.answered", 200)]
    [InlineData("contact.reopened", 5)]
    [InlineData("contact.escalated", 40)]
    [InlineData("contact.transferred", 20)]
    [InlineData("bot.handed-over", 100)]
    [InlineData("agent.state", 1_000)]
    [InlineData("sale.recorded", 20)]
    [InlineData("customer.retained", 10)]
    [InlineData("customer.churned", 3)]
    [InlineData("issue.prevented", 30)]
    [InlineData("quality.evaluated", 5)]
    [InlineData("forecast.published", 5)]
    [InlineData("cost.recorded", 5)]
    public void There_are_enough_events_of_the_types_that_figures_need(string type, int least) =>
        Assert.True(counted.Day.Events.Count(item => item.Type == type) >= least);

    private DemoDay Again(DateOnly date) =>
        DemoDay.Of(date, counted.Settings.Calendar.StartOfDay(date), counted.Settings.Calendar.EndOfDay(date));
}
