namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>Runs a function by its schedule: never two runs at once, and those missed meanwhile are one run.</summary>
internal sealed class TimerLoop(FunctionMethod function, TimerTriggerAttribute trigger, HostJson hostJson, IServiceProvider services)
    : BackgroundService
{
    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Function." + function.Name);
    private readonly TimeProvider _clock = services.GetService<TimeProvider>() ?? TimeProvider.System;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        function.Demand(typeof(TimerInfo), typeof(CancellationToken));
        var schedule = CronSchedule.Parse(LocalSettings.Resolve(trigger.Schedule, services.GetRequiredService<IConfiguration>()));
        var last = _clock.GetUtcNow();
        if (trigger.RunOnStartup) await RunAsync(isPastDue: false, stoppingToken);
        while (schedule.Next(last) is { } due)
        {
            var now = _clock.GetUtcNow();
            await WaitUntilAsync(due, stoppingToken);
            await RunAsync(isPastDue: due <= now, stoppingToken);
            last = due > now ? due : now;
        }
    }

    // In steps, because a single delay has a longest length and ends early when the clock is set back.
    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        for (var left = due - _clock.GetUtcNow(); left > TimeSpan.Zero; left = due - _clock.GetUtcNow())
        {
            await Task.Delay(left < TimeSpan.FromHours(1) ? left : TimeSpan.FromHours(1), _clock, stopping);
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
