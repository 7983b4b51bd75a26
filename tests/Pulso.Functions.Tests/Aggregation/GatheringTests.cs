using Pulso.Functions.Aggregation;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Aggregation;

public sealed class GatheringTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Sessions = [.. Enumerable.Range(0, 16).Select(session => $"kpi-acme-{session:00}")];

    [Fact]
    public void A_session_has_its_turn_every_five_seconds_and_what_comes_is_in_time_for_one_a_second_to_six_away()
    {
        foreach (string session in Sessions)
        {
            var turns = Enumerable.Range(0, 1_200).Select(step => (PutMs: step * 50, Turn: At(step * 50).Next(session))).ToList();

            Assert.All(turns, put => Assert.InRange(put.Turn - Noon.AddMilliseconds(put.PutMs), TimeSpan.FromSeconds(1) + TimeSpan.FromTicks(1), TimeSpan.FromSeconds(6)));
            var instants = turns.Select(put => put.Turn).Distinct().ToList();
            Assert.All(instants.Zip(instants.Skip(1)), pair => Assert.Equal(TimeSpan.FromSeconds(5), pair.Second - pair.First));
        }
    }

    [Fact]
    public void Sessions_do_not_have_it_at_once() => Assert.Equal(Sessions.Length, Sessions.Select(session => At(0).Next(session)).Distinct().Count());

    [Theory]
    [InlineData(400, false)]
    [InlineData(600, true)]
    [InlineData(60_000, true)]
    public void What_took_long_to_be_put_may_have_missed_its_turn(int ms, bool may)
    {
        var turn = Noon.AddSeconds(1);

        Assert.Equal(may, At(ms).MayMiss(turn));
    }

    [Theory]
    [InlineData(-5, false)]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(10, false)]
    public void A_wake_up_covers_its_turn_and_the_one_before(int seconds, bool covers) =>
        Assert.Equal(covers, At(0).Covers(Noon.AddSeconds(seconds), Noon));

    private static Gathering At(int afterNoonMs) => new(5, new Clock(Noon.AddMilliseconds(afterNoonMs).ToString("O")));
}
