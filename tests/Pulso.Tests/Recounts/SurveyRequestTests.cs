using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Recounts;

/// <summary>Where a contact stood when its survey was asked.</summary>
public sealed class SurveyRequestTests
{
    [Theory]
    [InlineData(99.999, 1, 0)]
    [InlineData(100, 1, 1)] // solved at 100
    [InlineData(199.999, 1, 1)]
    [InlineData(200, 0, 1)] // closed at 200
    [InlineData(350, 0, 1)] // reopened meanwhile
    public void A_request_is_early_until_the_first_closing_and_of_a_solved_contact_from_the_first_solution_on(
        double seconds, long early, long solved)
    {
        var contact = new ContactScript("a").Started(0).Resolved(100).Closed(200).Reopened(300).Resolved(400).Closed(500);
        var figures = new Recounted(Asked(contact, seconds));
        Assert.Equal((1, 1, early, solved), (figures[SurveysRequested], figures[SurveysOfContacts], figures[SurveysEarly], figures[SurveysOfSolved]));
    }

    [Fact]
    public void A_contact_that_nobody_has_closed_or_solved_was_asked_early()
    {
        var figures = new Recounted(Asked(new ContactScript("a").Started(0).Unsolved(10), 86_400));
        Assert.Equal((1, 0), (figures[SurveysEarly], figures[SurveysOfSolved]));
    }

    [Theory]
    [InlineData(3_599, 1)]
    [InlineData(3_600, 0)]
    public void The_silence_of_a_thread_closes_too(double seconds, long early)
    {
        var thread = new ContactScript("thread", kind: TimelineKind.Thread).Received(0, (Field.Channel, "whatsapp"));
        var settings = Tenants.In("UTC", """ "channels": { "whatsapp": { "threadGapHours": 1 } } """);
        Assert.Equal(early, new Recounted(settings, Asked(thread, seconds).Event(EventTypes.TimeReached, 3_600))[SurveysEarly]);
    }

    [Fact]
    public void A_request_about_no_contact_is_neither()
    {
        var figures = new Recounted(Asked(new ContactScript("a", kind: TimelineKind.Alone), 0));
        Assert.Equal((1, 0, 0, 0), (figures[SurveysRequested], figures[SurveysOfContacts], figures[SurveysEarly], figures[SurveysOfSolved]));
    }

    private static ContactScript Asked(ContactScript script, double seconds) =>
        script.Event(EventTypes.SurveyRequested, seconds, (Field.Survey, "after"));
}
