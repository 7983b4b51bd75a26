using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Functions.Alerts;
using Pulso.Functions.DeadLetters;
using Pulso.Functions.Generations;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Timelines;

namespace Pulso.Functions.Erasures;

/// <summary>
/// Every five minutes: where a rebuild took customers out, or put pseudonyms under another key, replaces the old ones where no rebuild comes (alerts, dead
/// letters), and deletes the generations that still know them and the link to who they became.
/// </summary>
/// <remarks>What says that there is something to do goes last: whoever dies on the way is followed by the next run.</remarks>
public sealed class ForgetPseudonyms(
    TenantDirectory tenants, RebuildStates states, ErasureStore erasures, PseudonymKeys keys, GenerationDrop drop, Dues dues, AlertStore alerts, Deliveries deliveries,
    DeadLetterBox deadLetters, TimeProvider clock, ILogger<ForgetPseudonyms> log)
{
    private static readonly TimeSpan StillRead = TimeSpan.FromMinutes(5); // by an instance that does not know of the switch yet, or has not ended what it began before

    [Function("forget-pseudonyms")]
    public Task RunAsync([TimerTrigger("0 3/5 * * * *")] TimerInfo timer, CancellationToken cancel) =>
        tenants.ForEachAsync(tenant => ForgetAsync(tenant, cancel), cancel);

    private async Task ForgetAsync(string tenant, CancellationToken cancel)
    {
        if (await tenants.ReadAsync(tenant, cancel) is not { Generations: var book } document)
            return;
        var replaced = await erasures.ThroughAsync(tenant, book.Serving, cancel);
        if (replaced.IsEmpty && !book.KnowsFewerKeys)
            return;
        var (state, _) = await states.FindAsync(tenant, book.Serving, cancel);
        if (state is not { Phase: RebuildPhase.Done, EndedAt: { } ended } || clock.GetUtcNow() - ended < StillRead)
            return;
        var serving = document.Serving();
        var pseudonyms = keys.Of(serving);
        await alerts.RenameAsync(tenant, (pseudonym, under) => replaced.Of(pseudonyms.Wrap(pseudonym, under)), pseudonyms.Keys, deliveries, cancel);
        await deadLetters.RenameAsync(tenant, frame => replaced.In(pseudonyms.Wrap(frame)), cancel);
        await dues.ForgetAsync(
            tenant, due => due.Key.Kind is TimelineKind.Customer or TimelineKind.Thread && (due.Keys < pseudonyms.Keys || replaced.Holds(due.Key.Name)), cancel);
        foreach (var other in book.Others.Where(other => other.Number < book.Serving))
            await drop.TryRunAsync(serving, other, cancel);
        await erasures.ForgetThroughAsync(tenant, book.Serving, cancel);
        log.LogInformation("The old pseudonyms of {Tenant} are forgotten.", tenant);
    }
}
