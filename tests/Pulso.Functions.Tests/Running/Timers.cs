using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Snapshots;

namespace Pulso.Functions.Tests.Running;

/// <summary>Lets the timers of an instance run.</summary>
internal static class Timers
{
    public static Task CloseDaysAsync(this Instance instance) => instance.Function<CloseDays>().RunAsync(new TimerInfo(), CancellationToken.None);

    /// <summary>Closes days, weeks and months.</summary>
    public static async Task CloseAsync(this Instance instance)
    {
        await instance.CloseDaysAsync();
        await instance.Function<ClosePeriods>().WeeksAsync(new TimerInfo(), CancellationToken.None);
        await instance.Function<ClosePeriods>().MonthsAsync(new TimerInfo(), CancellationToken.None);
    }

    /// <summary>Tells the instants that are reached, and applies what comes of it.</summary>
    public static async Task TellAsync(this Instance instance)
    {
        await instance.Function<TellTime>().RunAsync(new TimerInfo(), CancellationToken.None);
        await new QueueView(instance).ApplyAsync();
    }
}
