namespace Pulso.Bench.Running;

/// <summary>The app publishes the days that ended every five minutes. A measurement does not begin when that would fall into it.</summary>
internal static class CloseDaysTimer
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    public static Task PassAsync(TimeSpan measurement, CancellationToken cancel)
    {
        long ticks = TimeProvider.System.GetUtcNow().Ticks % Period.Ticks;
        var left = Period - TimeSpan.FromTicks(ticks);
        return left < measurement ? Task.Delay(left + Margin, cancel) : Task.CompletedTask;
    }
}
