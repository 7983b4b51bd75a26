using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Pulso.Functions.Health;

/// <summary>Every minute: measures how far each cursor is behind, for the alarms.</summary>
public sealed class WatchCursors(Examination examination, ILogger<WatchCursors> log)
{
    [Function("watch-cursors")]
    public async Task RunAsync([TimerTrigger("45 * * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var condition = await examination.RunAsync(cancel);
        if (!condition.IsWell)
            log.LogError("The app is degraded: {Reasons}.", string.Join("; ", condition.Reasons));
    }
}
