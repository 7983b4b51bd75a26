using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pulso.Local.Tests.Host;

public sealed class TimerTests
{
    [Fact]
    public async Task Runs_missed_while_one_lasted_are_one_run_and_a_failure_does_not_stop_the_next()
    {
        var (told, clock) = (new Told(), new HastyClock());
        var builder = FunctionsApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.FunctionClasses = [typeof(Slow)];
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(told).AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        using var host = builder.Build();

        await host.StartAsync();

        Assert.Equal(["False", "True", "False"], [await told.NextAsync(), await told.NextAsync(), await told.NextAsync()]);
        await host.StopAsync();
    }

    public sealed class Slow(Told told, HastyClock clock)
    {
        private static bool s_hasRun;

        [Function("slow")]
        public void Run([TimerTrigger("* * * * * *")] TimerInfo timer)
        {
            told.Lines.Writer.TryWrite($"{timer.IsPastDue}");
            if (s_hasRun) return;
            s_hasRun = true;
            clock.Skip(TimeSpan.FromSeconds(10));
            throw new InvalidOperationException("This run fails.");
        }
    }

    /// <summary>Stands still until somebody waits for a second or less: then that time has passed.</summary>
    public sealed class HastyClock : TimeProvider
    {
        private long _ticks = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

        public void Skip(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.FromSeconds(1))
                return System.CreateTimer(callback, state, dueTime, period);
            Skip(dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero);
            return System.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
        }
    }
}
