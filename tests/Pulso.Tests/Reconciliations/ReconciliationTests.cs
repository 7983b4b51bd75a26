using Pulso.Reconciliations;
using static Pulso.Reconciliations.FindingKind;

namespace Pulso.Tests.Reconciliations;

/// <summary>What a vendor's report says otherwise than the events, and why.</summary>
public sealed class ReconciliationTests
{
    private const long Nine = 1_772_442_000_000;
    private const long HourMs = 3_600_000;

    private static readonly KnownContact Answered = new("a", Nine, Nine + 20_400, 15_400, 200_000, 30_000, 10_000, new HashSet<string> { "answered", "handled" });
    private static readonly KnownContact Short = new("s", Nine + 60_000, null, 3_000, 0, 0, 0, new HashSet<string> { "abandoned", "abandoned_short" });
    private static readonly ReportedContact Same = new("a", Nine, "answered", 15_400, 240_000, IsWhole: false);

    [Fact]
    public void A_report_that_says_the_same_leaves_nothing_to_find() => Assert.Empty(Found([Same], Answered));

    [Theory]
    [InlineData(15_000, true, false)]
    [InlineData(16_000, true, false)]
    [InlineData(17_000, true, true)]
    [InlineData(15_399, false, true)]
    public void Whole_seconds_may_be_off_by_less_than_one(long waitMs, bool isWhole, bool differs) =>
        Assert.Equal(differs, Found([Same with { WaitMs = waitMs, IsWhole = isWhole, HandleMs = null }], Answered).Count > 0);

    [Theory]
    [InlineData(230_000, "the report leaves wrap-up out")]
    [InlineData(210_000, "the report leaves hold out")]
    [InlineData(200_000, "the report tells talk alone")]
    [InlineData(260_000, "off by +20000 ms")]
    public void A_handle_time_is_explained_by_the_parts_that_it_leaves_out(long handleMs, string why) =>
        Assert.Equal((Handle, why), Single([Same with { HandleMs = handleMs }], Answered));

    [Fact]
    public void A_wait_may_count_from_the_start_of_the_contact() =>
        Assert.Equal((Wait, "the report counts from the contact's start, not from the queue's"), Single([Same with { WaitMs = 20_400 }], Answered));

    [Fact]
    public void A_wait_that_nothing_explains_is_told_to_the_millisecond() =>
        Assert.Equal((Wait, "off by -1 ms"), Single([Same with { WaitMs = 15_399 }], Answered));

    [Fact]
    public void A_contact_that_only_the_report_has_is_missing_here() =>
        Assert.Equal((MissingHere, "no event told of it"), Single([Same, new ReportedContact("b", Nine, "answered", null, null, false)], Answered));

    [Fact]
    public void A_short_abandon_that_the_report_leaves_out_is_told_as_one() => Assert.Equal(
        (MissingThere, "short abandon after 3000 ms: many reports leave these out"),
        Single([Same, new ReportedContact("z", Nine + 120_000, "answered", null, null, false)], Answered, Short, Answered with { Contact = "z", StartedMs = Nine + 120_000 }));

    [Fact]
    public void What_started_before_or_after_the_report_is_not_missing_there() =>
        Assert.Empty(Found([Same], Answered, Answered with { Contact = "early", StartedMs = Nine - HourMs }, Short with { StartedMs = Nine + HourMs }));

    [Fact]
    public void Another_zone_of_the_whole_report_is_one_shift()
    {
        KnownContact[] known = [.. Enumerable.Range(0, 5).Select(i => Answered with { Contact = $"{i}", StartedMs = Nine + (i * 60_000) })];
        var found = Found([.. known.Select(contact => Same with { Contact = contact.Contact, StartedMs = contact.StartedMs - (5 * HourMs) })], known);
        Assert.Equal(5, found.Count);
        Assert.All(found, finding => Assert.Equal((Started, "time zone shift of -05:00, as of most contacts of the report", true), (finding.Kind, finding.Explanation, finding.IsExplained)));
    }

    [Fact]
    public void One_contact_that_starts_at_another_time_is_no_shift() => Assert.Equal(
        (Started, "starts +3600000 ms from here"),
        Single(
            [Same, Same with { Contact = "b" }, Same with { Contact = "c", StartedMs = Nine + HourMs }],
            Answered, Answered with { Contact = "b" }, Answered with { Contact = "c" }));

    [Fact]
    public void An_abandonment_that_was_answered_here_names_the_wait() =>
        Assert.Equal((Outcome, "an agent took it after 15400 ms"), Single([Same with { Outcome = "abandoned" }], Answered));

    [Fact]
    public void Who_left_in_the_menu_is_abandoned_in_some_reports() => Assert.Equal(
        (Outcome, "it never came to a queue: the report counts the IVR as abandonment"),
        Single([Same with { Outcome = "abandoned", WaitMs = 0, HandleMs = 0 }], new KnownContact("a", Nine, null, 0, 0, 0, 0, new HashSet<string> { "ivr_entered", "ivr_abandoned" })));

    [Fact]
    public void A_contact_that_the_report_has_twice_is_told() =>
        Assert.Equal((Repeated, "the report has it more than once; the first row is compared"), Single([Same, Same], Answered));

    private static IReadOnlyList<Finding> Found(ReportedContact[] reported, params KnownContact[] known) => Reconciliation.Of(reported, known);

    private static (FindingKind, string) Single(ReportedContact[] reported, params KnownContact[] known)
    {
        var finding = Assert.Single(Found(reported, known));
        return (finding.Kind, finding.Explanation);
    }
}
