using Pulso.Sla;
using Pulso.Tests.Calendars;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;
using Pulso.Timelines.Contacts;

namespace Pulso.Tests.Sla;

/// <summary>A clock's time against a model that knows nothing but one minute after the other.</summary>
public sealed class RunningTimeLaws
{
    [Fact]
    public void A_clock_runs_each_minute_that_is_worked_and_not_paused() => Law.For(PausedCase.Any, @case =>
    {
        if (@case.TargetMs > 0)
            Assert.Equal(@case.DueByMinutes(), @case.Time.After(@case.Hours.FromMs, @case.TargetMs));
    });

    [Fact]
    public void Pauses_take_the_worked_minutes_that_they_cover() => Law.For(PausedCase.Any, @case =>
        Assert.Equal(
            @case.Minutes().Count(minute => minute.IsWorked && minute.IsPaused) * At.Minute,
            @case.Time.PausedMs(@case.Hours.FromMs, @case.Hours.ToMs)));

    /// <summary>Hours, a span of some days, pauses within and around it, and a target that the span holds; 0 where it holds none.</summary>
    private sealed record PausedCase(HoursCase Hours, bool RoundTheClock, IReadOnlyList<Pause> Pauses, long TargetMs)
    {
        public RunningTime Time => new(RoundTheClock ? null : Hours.Hours, Pauses);

        public static PausedCase Any(Random random)
        {
            var hours = HoursCase.Any(random);
            var free = new PausedCase(hours, random.Next(5) == 0, AnyPauses(hours, random), 0);
            long runs = free.Minutes().Count(minute => minute.IsWorked && !minute.IsPaused) * At.Minute;
            long target = runs == 0 ? 0 : random.Next(4) switch
            {
                0 => runs,
                1 => 1 + (random.NextInt64(runs / At.Minute) * At.Minute),
                2 => At.Minute + (random.NextInt64(runs / At.Minute) * At.Minute),
                _ => 1 + random.NextInt64(runs),
            };
            return free with { TargetMs = target };
        }

        public IEnumerable<(long AtMs, bool IsWorked, bool IsPaused)> Minutes() => Hours.Minutes().Select(minute => (
            minute.AtMs, RoundTheClock || minute.IsWorked, Pauses.Any(pause => pause.FromMs <= minute.AtMs && !(pause.ToMs <= minute.AtMs))));

        /// <summary>Minute by minute: in the one in which the target is used up, its last milliseconds decide.</summary>
        public long DueByMinutes()
        {
            long left = TargetMs;
            foreach (var (atMs, isWorked, isPaused) in Minutes())
            {
                if (!isWorked || isPaused)
                    continue;
                if (left <= At.Minute)
                    return atMs + left;
                left -= At.Minute;
            }
            throw new InvalidOperationException("the span is too short for the target");
        }

        private static List<Pause> AnyPauses(HoursCase hours, Random random)
        {
            var bounds = Enumerable.Range(0, random.Next(8)).Select(_ => hours.FromMs + (random.Next(-600, 6 * 1_440) * At.Minute)).Order().ToList();
            return [.. bounds.Chunk(2).Select(pair => new Pause(pair[0], pair.Length == 2 ? pair[1] : null))];
        }
    }
}
