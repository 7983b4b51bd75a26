using Pulso.Cli.Demo;

namespace Pulso.Bench.Streams;

/// <summary>A day of the demonstration's contact centre: calls, messages, letters, surveys, agents, costs; every type of event there is.</summary>
internal static class MixedEvents
{
    private static readonly DateOnly Date = new(2026, 3, 3);

    public static EventStream Of()
    {
        long start = new DateTimeOffset(Date, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var day = DemoDay.Of(Date, start, start + (long)TimeSpan.FromDays(1).TotalMilliseconds);
        return new EventStream("a generated day of all channels", [.. day.Events.Select(item => System.Text.Encoding.UTF8.GetBytes(item.ToLine().TrimEnd()))]);
    }
}
