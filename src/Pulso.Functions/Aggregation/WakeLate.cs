using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Pulso.Functions.Aggregation;

/// <summary>Every minute: wakes the sessions whose inbox holds what should have been taken: their wake-up was lost, or came too early.</summary>
public sealed class WakeLate(Inbox inbox, WakeUps wakeUps, ILogger<WakeLate> log)
{
    [Function("wake-late")]
    public async Task RunAsync([TimerTrigger("40 * * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        foreach (var ((tenant, session), since) in await inbox.LateAsync(cancel))
        {
            log.LogWarning("The session {Session} is woken: its inbox holds events since {Since:O}.", session, since);
            await wakeUps.WakeAsync(tenant, session, cancel);
        }
    }
}
