using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Functions.Generations;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Erasures;

/// <summary>Every five minutes: where a rebuild took customers out, deletes the generations that still know them, and then the link to who they became.</summary>
public sealed class ForgetErased(TenantDirectory tenants, RebuildStates states, ErasureStore erasures, GenerationDrop drop, Dues dues, TimeProvider clock, ILogger<ForgetErased> log)
{
    private static readonly TimeSpan StillRead = TimeSpan.FromMinutes(1); // by an instance that does not know of the switch yet

    [Function("forget-erased")]
    public Task RunAsync([TimerTrigger("0 3/5 * * * *")] TimerInfo timer, CancellationToken cancel) =>
        tenants.ForEachAsync(tenant => ForgetAsync(tenant, cancel), cancel);

    private async Task ForgetAsync(string tenant, CancellationToken cancel)
    {
        if (await tenants.ReadAsync(tenant, cancel) is not { Generations: var book } document)
            return;
        var replaced = await erasures.ThroughAsync(tenant, book.Serving, cancel);
        if (replaced.IsEmpty)
            return;
        var (state, _) = await states.FindAsync(tenant, book.Serving, cancel);
        if (state is not { Phase: RebuildPhase.Done, EndedAt: { } ended } || clock.GetUtcNow() - ended < StillRead)
            return;
        foreach (var other in book.Others.Where(other => other.Number < book.Serving))
            await drop.RunAsync(document.Serving(), other, cancel);
        await dues.ForgetAsync(tenant, replaced.Holds, cancel);
        await erasures.ForgetThroughAsync(tenant, book.Serving, cancel);
        log.LogInformation("What was erased from {Tenant} is forgotten.", tenant);
    }
}
