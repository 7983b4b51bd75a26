using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Storage;
using Pulso.Settings;

namespace Pulso.Functions.Generations;

/// <summary><c>DELETE /api/{tenant}/generations/{number}</c>: forgets a generation that does not serve. Called again, it goes on where it was.</summary>
public sealed class DropGeneration(Gate gate, TenantDirectory tenants, PartitionStore partitions, GenerationView view)
{
    [Function("drop-generation")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "{tenant}/generations/{number}")]
        HttpRequest request,
        string tenant,
        string number,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.DropGeneration, async settings =>
        {
            if (!int.TryParse(number, out int generation) || await tenants.ReadAsync(tenant, cancel) is not { } document)
                return Answers.NotFound();
            if (document.Generations.Serving == generation)
                return Answers.Problem(409, "The generation that serves cannot be dropped.");
            if (document.Generations.Find(generation) is not { } other)
                return Answers.NotFound();
            await DropAsync(settings, other, cancel);
            return Answers.Of(await view.OfAsync(tenant, cancel));
        }, cancel);

    /// <summary>First nobody reads or writes it, then its rows go, then its name.</summary>
    private async Task DropAsync(TenantSettings settings, OtherGeneration other, CancellationToken cancel)
    {
        string tenant = settings.Tenant;
        await tenants.ChangeAsync(tenant, known => known with { Generations = known.Generations.Mark(other.Number, GenerationState.Dropping) }, cancel);
        await partitions.DeleteAsync(settings with { Generation = new Generation(other.Number, other.Partitions) }, cancel);
        await tenants.ChangeAsync(tenant, known => known with { Generations = known.Generations.Without(other.Number) }, cancel);
    }
}
