using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Aggregation;

/// <summary>
/// <c>POST /api/{tenant}/reapply</c>: sends what the archive holds through the figures once more, on the lane of backfills: all rows come out of it,
/// where they were lost. What is known changes nothing.
/// </summary>
public sealed class PostReapply(Gate gate, Archive archive, KeyRegistryStore registry, EventQueue queue, TimeProvider clock, ILogger<PostReapply> log)
{
    // One call stays far below what an HTTP request may take; the next one goes on.
    private static readonly TimeSpan AtATime = TimeSpan.FromSeconds(30);

    [Function("reapply")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/reapply")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Reapply, async _ =>
        {
            string? after = request.Query.Text("after");
            long begun = clock.GetTimestamp();
            int events = 0;
            await foreach (var (name, frames) in archive.BlobsAsync(tenant, after, cancel))
            {
                await registry.AdmitAsync(tenant, [.. frames.Select(frame => frame.Event)], cancel); // their keys were admitted once, and count
                await queue.SendArchivedAsync(tenant, frames, cancel);
                events += frames.Count;
                after = name;
                if (clock.GetElapsedTime(begun) > AtATime)
                    return Answers.Of(new { events, after }, StatusCodes.Status202Accepted);
            }
            log.LogInformation("The archive of {Tenant} was sent in again.", tenant);
            return Answers.Of(new { events, after = (string?)null }, StatusCodes.Status202Accepted);
        }, cancel);
}
