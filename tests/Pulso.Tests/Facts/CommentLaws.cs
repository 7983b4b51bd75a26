using Pulso.Events;
using Pulso.Facts;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Facts;

/// <summary>No figure depends on what was written; it is told with its answer, and what was taken out does not come back.</summary>
public sealed class CommentLaws
{
    private const long Day = 86_400_000;
    private const int ArchiveDays = 60;

    [Fact]
    public void Figures_are_the_same_with_and_without() => Law.ForStreams((stream, _) =>
    {
        var commented = Commented(stream);
        Same.Cells(Applied(stream.Frames, stream.Settings).Cells, Applied(commented, stream.Settings).Cells);
        Same.Cells(Recount.Of(stream.Frames, stream.Settings), Recount.Of(commented, stream.Settings));
    });

    [Fact]
    public void What_was_taken_out_stays_out_in_any_order_and_repetition() => Law.ForStreams((stream, random) =>
    {
        var commented = Commented(stream);
        var both = commented.Concat(commented.Select(frame => frame.WithoutComment())).ToArray();
        random.Shuffle(both);
        var partition = Applied(both, stream.Settings);
        Same.Cells(Applied(stream.Frames, stream.Settings).Facts, partition.Facts);
        Assert.All(partition.Timelines, timeline => Assert.False(timeline.Events.HasCommentBefore(long.MaxValue)));
    });

    [Fact]
    public void An_answer_tells_its_comment_whether_it_is_of_a_contact_a_conversation_or_none()
    {
        var contact = new ContactScript("call").Started(0, (Field.Channel, "voice")).Said(60, "csat", 2, 1, 5, (Field.Comment, "too slow"));
        var thread = new ContactScript("thread", kind: TimelineKind.Thread).Received(0, (Field.Channel, "whatsapp")).Said(60, "csat", 2, 1, 5, (Field.Comment, "no reply"));
        var lone = new ContactScript("lone", kind: TimelineKind.Alone).Said(60, "nps", 2, 0, 10, (Field.Comment, "too dear"), (Field.Mode, "relational"));
        var silent = new ContactScript("silent").Started(0, (Field.Channel, "voice")).Said(60, "csat", 5, 1, 5);

        var partition = Applied([.. contact.Frames, .. thread.Frames, .. lone.Frames, .. silent.Frames], Tenants.Defaults);
        partition.Reload();

        Assert.Equal(["no reply", "too dear", "too slow", null], Comments(partition).OrderBy(text => text ?? "~", StringComparer.Ordinal));
    }

    [Fact]
    public void A_later_answer_replaces_the_comment_too()
    {
        var contact = new ContactScript("call").Started(0, (Field.Channel, "voice"))
            .Said(60, "csat", 2, 1, 5, (Field.Comment, "too slow")).Said(90, "csat", 4, 1, 5, (Field.Comment, "solved now"));

        Assert.Equal(["solved now"], Comments(Applied(contact.Frames, Tenants.Defaults)));
    }

    [Theory]
    [InlineData(TimelineKind.Contact)]
    [InlineData(TimelineKind.Thread)]
    [InlineData(TimelineKind.Alone)]
    public void It_goes_when_the_archives_days_have_passed_and_does_not_come_back(TimelineKind kind)
    {
        var settings = Tenants.Defaults with { Retention = new Retention(ArchiveDays, null, null) };
        var script = new ContactScript("it", kind: kind).Said(0, "csat", 2, 1, 5, (Field.Comment, "too slow"), (Field.Response, "r"));
        if (kind != TimelineKind.Alone)
            script.Received(0, (Field.Channel, "chat"));
        var partition = Applied(script.Frames, settings);
        long goes = script.Frames[0].Event.TimeMs + (ArchiveDays * Day);
        var before = partition.Cells.Encode();

        partition.Deliver([Frame.OfTime(script.Frames[0].Key, goes)]);
        Assert.Equal(["too slow"], Comments(partition));
        partition.Deliver([Frame.OfTime(script.Frames[0].Key, goes + 1)]);
        Assert.Equal([null], Comments(partition));
        partition.Deliver(script.Frames);

        Assert.Equal([null], Comments(partition));
        if (kind != TimelineKind.Thread) // which is cut by the time
            Assert.Equal(before, partition.Cells.Encode());
        Assert.All(partition.Timelines, timeline => Assert.False(timeline.Events.HasCommentBefore(long.MaxValue)));
    }

    private static Partition Applied(IReadOnlyList<Frame> frames, TenantSettings settings)
    {
        var partition = new Partition(settings);
        partition.Deliver(frames);
        partition.DeliverDerived();
        return partition;
    }

    private static IEnumerable<string?> Comments(Partition partition) =>
        partition.Facts.All.Where(cell => cell.Key.Kind == FacetKind.Survey).Select(cell => SurveyFact.Read(cell.Key, cell.Value).Comment);

    /// <summary>The same events, most answers with a comment; those of one identity with one, so that no other of them is the lowest.</summary>
    private static IReadOnlyList<Frame> Commented(EventStream stream) => [.. stream.Frames.Select(frame =>
        frame.Event.Type == EventTypes.SurveyAnswered && frame.Event.Id % 4u > 0u ? frame with { Event = Commented(frame.Event) } : frame)];

    private static Event Commented(Event answer) => new(
        answer.Type, answer.TimeMs, answer.Id, [.. answer.Values.Append(new FieldValue(Field.Comment, $"said {answer.Id % 9u}")).OrderBy(value => value.Field.Code)]);
}
