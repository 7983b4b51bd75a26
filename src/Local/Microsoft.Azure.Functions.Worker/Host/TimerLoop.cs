namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>Runs a function by its schedule: never two runs at once, and those missed meanwhile are one run.</summary>
internal sealed class TimerLoop(
    FunctionMethod function, TimerTriggerAttribute trigger, HostJson hostJson, IConfiguration configuration, IServiceProvider services)
    : BackgroundService
{
    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Function." + function.Name);
    private readonly TimeProvider _clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
    private readonly CronSchedule _schedule = CronSchedule.Parse(LocalSettings.Resolve(trigger.Schedule, configuration));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var last = _clock.GetUtcNow();
        if (trigger.RunOnStartup) await RunAsync(isPastDue: false, stoppingToken);
        while (_schedule.Next(last) is { } due)
        {
            var now = _clock.GetUtcNow();
            for (var left = due - now; left > TimeSpan.Zero; left = due - _clock.GetUtcNow())
            {
                // In steps, because a single delay has a longest length and ends early when the clock is set back.
                await Task.Delay(left < TimeSpan.FromHours(1) ? left : TimeSpan.FromHours(1), _clock, stoppingToken);
            }

            stoppingToken.ThrowIfCancellationRequested();
            await RunAsync(isPastDue: due <= now, stoppingToken);
            last = due > now ? due : now;
        }
    }

    private async Task RunAsync(bool isPastDue, CancellationToken stopping)
    {
        try
        {
            await function.InvokeAsync(services, hostJson.FunctionTimeout, stopping, new TimerInfo { IsPastDue = isPastDue });
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            _logger.LogError(exception, "Function {Function} failed", function.Name);
        }
    }
}
