using System.Text.Json;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Events.Parsing;

/// <summary>What customers write beside a score is kept by setting alone, and without what points to a person by number or address.</summary>
public sealed class CommentTests
{
    private const string Keeping = """{ "validFrom": "1990-01-01", "timeZone": "UTC", "keepSurveyComments": true }""";

    private static readonly TenantSettings Kept = Tenants.Of(Keeping);

    [Fact]
    public void It_is_kept_where_the_settings_say_so_and_nowhere_else()
    {
        Assert.Equal("too slow", Comment("too slow", Kept));
        Assert.Null(Comment("too slow", Tenants.Defaults));
        Assert.Null(Comment("too slow", Tenants.In("UTC", "\"keepSurveyComments\": false")));
        Assert.Null(Comment("too slow", null));
    }

    [Fact]
    public void The_version_in_force_at_the_answer_decides()
    {
        var later = Tenants.Of("""{ "validFrom": "1990-01-01", "timeZone": "UTC" }""", """{ "validFrom": "2026-03-03", "timeZone": "UTC", "keepSurveyComments": true }""");

        Assert.Null(Comment("too slow", later, "2026-03-02T23:59:59Z"));
        Assert.Equal("too slow", Comment("too slow", later, "2026-03-03T00:00:00Z"));
    }

    [Fact]
    public void A_request_has_none() => Assert.Null(
        Assert.Single(Read(Canonical.Event("survey.requested", """{ "survey": "after", "comment": "too slow" }"""), Kept).Events).Event.Text(Field.Comment));

    [Theory]
    [InlineData("call me on +34 600 111 222 please", "call me on *** please")]
    [InlineData("call me: 600111222.", "call me: ***.")]
    [InlineData("(0034) 600-111-222, today", "(***, today")] // what parts its digits goes with them
    [InlineData("6 0 0 1 1 1 2 2 2", "***")]
    [InlineData("600\u20111112\u201122", "***")]
    [InlineData("\u0666\u0660\u0660\u0661\u0661\u0661\u0662", "***")] // Arabic digits
    [InlineData("6\u200B00\u200B111\u200B222", "***")] // parted by what is not seen
    [InlineData("card 4111 1111 1111 1111 was charged twice", "card *** was charged twice")]
    [InlineData("write to maria.lopez@example.org!", "write to ***")]
    [InlineData("<maria@example.org>", "***")]
    [InlineData("ask @maria", "ask ***")]
    [InlineData("waited 123456 seconds, 5 times", "waited 123456 seconds, 5 times")] // six digits are no number of a person
    [InlineData("one\r\ntwo\tthree\u2028four", "one  two three four")]
    [InlineData("=HYPERLINK(\"x\")", "HYPERLINK(\"x\")")]
    [InlineData("+-=@SUM", "***")]
    [InlineData("  ok  ", "ok")]
    public void Numbers_addresses_and_what_a_file_could_stumble_over_are_masked(string written, string kept) => Assert.Equal(kept, Comment(written, Kept));

    [Theory]
    [InlineData("")]
    [InlineData(" \u0007 ")]
    public void Nothing_is_no_comment(string written) => Assert.Null(Comment(written, Kept));

    [Theory]
    [InlineData("7")]
    [InlineData("{ \"text\": \"x\" }")]
    [InlineData("null")]
    [InlineData("\"\\ud800\"")]
    public void What_is_no_text_is_no_reason_to_refuse_the_score(string json)
    {
        var request = Read(Answered(json), Kept);

        Assert.Empty(request.Faults);
        Assert.Null(Assert.Single(request.Events).Event.Text(Field.Comment));
    }

    [Fact]
    public void It_is_cut_after_it_was_masked_and_never_within_a_character()
    {
        string emoji = string.Concat(Enumerable.Repeat("\U0001F600", 501));

        Assert.Equal(1_000, Comment(new string('a', 5_000), Kept)!.Length);
        Assert.Equal(new string('a', 997) + "***", Comment(new string('a', 995) + "  600111222 more", Kept)!.Replace("  ", "aa", StringComparison.Ordinal));
        Assert.Equal(999, Comment("a" + emoji, Kept)!.Length);
    }

    [Fact]
    public void However_long_it_is_it_takes_no_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Comment(new string('a', 500_000), Kept);
        Comment(string.Concat(Enumerable.Repeat("1   ", 125_000)), Kept);
        Comment(string.Concat(Enumerable.Repeat("1    ", 100_000)), Kept);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    private static string? Comment(string written, TenantSettings? settings, string at = "2026-03-02T09:00:00Z") =>
        Assert.Single(Read(Answered(JsonSerializer.Serialize(written), at), settings).Events).Event.Text(Field.Comment);

    private static string Answered(string json, string at = "2026-03-02T09:00:00Z") => Canonical.Event(
        "survey.answered", $$"""{ "survey": "after", "kind": "csat", "score": 2, "min": 1, "max": 5, "comment": {{json}} }""",
        ("time", $"\"{at}\""));

    private static ParsedRequest Read(string json, TenantSettings? settings) => EventParser.Structured(System.Text.Encoding.UTF8.GetBytes(json), Canonical.Pseudonyms, settings);
}
