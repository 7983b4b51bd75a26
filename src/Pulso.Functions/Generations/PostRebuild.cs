using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Functions.Tenants;

namespace Pulso.Functions.Generations;

/// <summary>
/// <c>POST /api/{tenant}/rebuild</c>: begins to compute all figures anew, under the definitions of the body's settings document where there is
/// one; takes up again what is under way. <c>?partitions=</c> gives the new generation another number of them, <c>?accept=true</c> switches over to
/// figures that are other ones under the same definitions.
/// </summary>
public sealed class PostRebuild(Gate gate, Rebuild rebuild, GenerationView view, Deployment deployment)
{
    private const int PartitionLimit = 4_096;

    [Function("rebuild")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/rebuild")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Rebuild, async settings =>
        {
            if (await RequestBody.ReadAsync(request, cancel) is not { } body)
                return Answers.TooLarge();
            if (request.Query["accept"] == "true")
                return await rebuild.TryAcceptAsync(settings, cancel)
                    ? Answers.Of(await view.OfAsync(tenant, cancel))
                    : Answers.Problem(409, "No rebuild waits to be accepted.");
            var (versions, partitions, faults) = Read(tenant, body, request.Query["partitions"].ToString());
            if (faults.Count > 0)
                return Answers.Problem(400, "Nothing was begun.", faults);
            await rebuild.StartAsync(settings, versions, partitions, cancel);
            return Answers.Of(await view.OfAsync(tenant, cancel), StatusCodes.Status202Accepted);
        }, cancel);

    private (JsonArray? Versions, int? Partitions, IReadOnlyList<string> Faults) Read(string tenant, byte[] body, string partitions)
    {
        int count = 0;
        if (partitions.Length > 0 && (!int.TryParse(partitions, out count) || count is < 1 or > PartitionLimit || count % deployment.Sessions != 0
            || deployment.Partitions % deployment.Sessions != 0))
            return (null, null, [$"partitions: must be a multiple of the {deployment.Sessions} sessions up to {PartitionLimit}, as the partitions in place are"]);
        int? asked = partitions.Length == 0 ? null : count;
        if (body.Length == 0)
            return (null, asked, []);
        return (TriedSettings.Read(body, tenant, out var faults)?.Versions, asked, faults);
    }
}
