using Pulso.Events;
using Pulso.Kpis;
using Pulso.Recounts;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;
using Pulso.Timelines.Annotations;

namespace Pulso.Tests.Kpis;

/// <summary>The NPS around an annotation at noon of 10 March, one day on either side unless said otherwise.</summary>
public sealed class ShiftTests
{
    private const string Noon = "2026-03-10T12:00:00Z";

    [Fact]
    public void It_is_the_nps_after_less_the_nps_before()
    {
        var shift = Assert.Single(Shifts([Note()], 1, Nps("a", -3_600, 0), Nps("b", -60, 10), Nps("c", 3_600, 9), Nps("d", 60, 8)));
        Assert.Equal((50.0, 4L), (shift.Row.Figure.Value, shift.Row.Figure.N));
        // (p + d − (p − d)²) / n on both sides: (1 − 0) / 2 and (0.5 − 0.25) / 2.
        double half = 100 * 1.959963984540054 * Math.Sqrt(0.5 + 0.125);
        Assert.Equal((50 - half, 50 + half), (shift.Row.Figure.Low!.Value, shift.Row.Figure.High!.Value));
    }

    [Theory]
    [InlineData(-86_401, null)]
    [InlineData(-86_400, 100.0)]
    [InlineData(-1, 100.0)]
    [InlineData(0, null)]
    [InlineData(86_399, null)]
    public void Each_side_includes_its_start_and_excludes_its_end(double seconds, double? value)
    {
        // A detractor at that instant; the promoter is after.
        var shift = Assert.Single(Shifts([Note()], 1, Nps("a", seconds, 0), Nps("b", 3_600, 10)));
        Assert.Equal(value, shift.Row.Figure.Value is { } points ? points - 100 : null);
    }

    [Fact]
    public void Without_answers_on_one_side_there_is_no_value()
    {
        var shift = Assert.Single(Shifts([Note()], 1, Nps("a", 60, 10)));
        Assert.Equal((null, 1L), (shift.Row.Figure.Value, shift.Row.Figure.N));
    }

    [Fact]
    public void An_annotation_of_a_channel_shifts_that_channel_alone()
    {
        ContactScript[] answers = [Nps("a", -60, 0, "chat"), Nps("b", 60, 10, "chat"), Nps("c", -60, 10, "voice"), Nps("d", 60, 10, "voice")];
        Assert.Equal(200, Assert.Single(Shifts([Note(channel: "chat")], 1, answers)).Row.Figure.Value);
        Assert.Equal(0, Assert.Single(Shifts([Note(channel: "voice")], 1, answers)).Row.Figure.Value);
    }

    [Fact]
    public void Annotations_are_kept_by_month_whoever_sends_them()
    {
        var item = new Event(EventTypes.AnnotationAdded, At.Utc(Noon), EventId.Of("/a", "1"), Values.Of([(Field.Note, "campaign")]));
        var key = TimelineKey.Of(item, null);
        Assert.Equal(new TimelineKey(TimelineKind.Tenant, "annotations 2026-03"), key);
        Assert.True(TimelineFold.IsKept(new Frame(key, "/a", item)));
        Assert.Equal(("campaign", "note"), Annotation.AllOf(EventSet.Of([item])).Select(note => (note.Text, note.Kind)).Single());
    }

    private static Annotation Note(string? channel = null) => new(1, At.Utc(Noon), null, "campaign", "spring", channel, null, null, null);

    private static ContactScript Nps(string subject, double seconds, double score, string channel = "chat") =>
        new ContactScript(subject, Noon, TimelineKind.Alone).Said(seconds, "nps", score, 0, 10, (Field.Channel, channel));

    private static List<ShiftRow> Shifts(IReadOnlyList<Annotation> annotations, int days, params ContactScript[] contacts)
    {
        var settings = Tenants.Defaults;
        var query = new KpiQuery(
            At.Utc("2026-03-01T00:00:00Z"), At.Utc("2026-04-01T00:00:00Z"), "", "", Grain.Total, [], [Catalogue.Find("nps_shift")!],
            new Dictionary<string, IReadOnlySet<string>>());
        var table = new ShiftTable(query, annotations, days, settings);
        foreach (var (key, tally) in Recount.Of(contacts.SelectMany(contact => contact.Frames), settings).All)
            table.Add(key, tally);
        return [.. table.Rows(At.Utc("2030-01-01T00:00:00Z"))];
    }
}
