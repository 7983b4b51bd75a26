using Pulso.Functions.Aggregation;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Aggregation;

public sealed class GatheringTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Sessions = [.. Enumerable.Range(0, 16).Select(session => $"kpi-acme-{session:00}")];

    [Fact]
    public void Every_five_seconds_what_came_for_a_session_meanwhile_becomes_due_together()
    {
        foreach (string session in Sessions)
        {
            var dues = Enumerable.Range(0, 1_200).Select(step => (SentMs: step * 50, Due: At(step * 50).Next(session)!.Value)).ToList();

            Assert.All(dues, sent => Assert.InRange(sent.Due - Noon.AddMilliseconds(sent.SentMs), TimeSpan.FromTicks(1), TimeSpan.FromSeconds(5)));
            var instants = dues.Select(sent => sent.Due).Distinct().ToList();
            Assert.All(instants.Zip(instants.Skip(1)), pair => Assert.Equal(TimeSpan.FromSeconds(5), pair.Second - pair.First));
        }
    }

    [Fact]
    public void Sessions_take_turns() => Assert.Equal(Sessions.Length, Sessions.Select(session => At(0).Next(session)).Distinct().Count());

    [Fact]
    public void Zero_seconds_let_everything_be_due_at_once()
    {
        Assert.Null(At(0, seconds: 0).Next(Sessions[0]));
        Assert.Null(At(0, seconds: 0).AfterAll);
    }

    [Fact]
    public void A_mark_is_due_after_every_event_that_was_sent_before_it_by_a_clock_a_second_ahead()
    {
        for (int ms = 0; ms <= 6_000; ms += 50)
            Assert.All(Sessions, session => Assert.True(At(ms + 1_000).Next(session) < At(ms).AfterAll));
    }

    private static Gathering At(int afterNoonMs, int seconds = 5) => new(seconds, new Clock(Noon.AddMilliseconds(afterNoonMs).ToString("O")));
}
