using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Erasures;
using Pulso.Functions.Http;
using Pulso.Functions.Tenants;

namespace Pulso.Functions.Generations;

/// <summary><c>DELETE /api/{tenant}/generations/{number}</c>: forgets a generation that does not serve. Called again, it goes on where it was.</summary>
public sealed class DeleteGeneration(Gate gate, TenantDirectory tenants, GenerationDrop drop, ErasureStore erasures, GenerationView view)
{
    [Function("drop-generation")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/generations/{number}")] HttpRequest request,
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
            bool renames = other.Keys > document.Generations.Keys || !(await erasures.OfAsync(tenant, generation, cancel)).IsEmpty;
            if (other.State == GenerationState.Building && renames)
                return Answers.Problem(409, "It puts other pseudonyms into the archive: let it come to its end.");
            return await drop.TryRunAsync(settings, other, cancel)
                ? Answers.Of(await view.OfAsync(tenant, cancel))
                : Answers.Problem(409, "It serves by now, or was dropped by somebody else.");
        }, cancel);
}
