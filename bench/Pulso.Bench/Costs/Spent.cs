using Pulso.Bench.Running;

namespace Pulso.Bench.Costs;

/// <summary>What the services were asked to do.</summary>
/// <param name="TableEntities">Entities written in transactions, each counted as if it were billed for itself.</param>
/// <param name="TableRequests">Requests to tables other than transactions: rows read, queries, single rows written.</param>
/// <param name="Messages">Put on the queue; each is received and completed once.</param>
/// <param name="Batches">Batches of messages taken from the queue: each an execution.</param>
internal readonly record struct Spent(double TableEntities, double TableRequests, double BlobWrites, double BlobReads, double Messages, double Batches)
{
    /// <summary>All of them: what should not grow with what is there already.</summary>
    public double Operations => TableEntities + TableRequests + BlobWrites + BlobReads + Messages;

    public static Spent operator -(Spent now, Spent before) => new(
        now.TableEntities - before.TableEntities, now.TableRequests - before.TableRequests, now.BlobWrites - before.BlobWrites,
        now.BlobReads - before.BlobReads, now.Messages - before.Messages, now.Batches - before.Batches);

    public Spent Per(double events) => new(
        TableEntities / events, TableRequests / events, BlobWrites / events, BlobReads / events, Messages / events, Batches / events);

    /// <summary>What some work costs, without the marks that tell when it is done.</summary>
    public static async Task<Spent> OfAsync(LocalSystem system, IReadOnlyList<Tenant> tenants, Func<Task> work, CancellationToken cancel)
    {
        var start = await UntilNowAsync(system, cancel);
        await DrainAsync();
        var before = await UntilNowAsync(system, cancel);
        await work();
        await DrainAsync();
        return await UntilNowAsync(system, cancel) - before - (before - start);

        async Task DrainAsync()
        {
            foreach (var tenant in tenants)
                await system.App.Client.DrainAsync(tenant, cancel);
        }
    }

    private static async Task<Spent> UntilNowAsync(LocalSystem system, CancellationToken cancel)
    {
        var counts = await system.App.Client.CountsAsync(cancel);
        var requests = await system.Storage.RequestsAsync(cancel);
        var (messages, batches) = system.Storage.Queue();
        return new Spent(counts.Entities, requests.Tables, requests.BlobWrites, requests.BlobReads, messages, batches);
    }
}
