using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;

namespace Pulso.Functions.Tenants;

/// <summary>
/// <c>POST /api/{tenant}/goals</c> with a goal as in the settings: appends a version of the settings that begins on the next business day and differs
/// from the last one in this goal alone. A goal for the same figure, channel and queue is replaced.
/// </summary>
public sealed class PostGoal(Gate gate, Keys keys, TenantDirectory tenants, Audit audit, TimeProvider clock)
{
    [Function("goals")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/goals")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Goals, async settings =>
        {
            if (await RequestBody.ReadAsync(request, cancel) is not { } body)
                return Answers.TooLarge();
            var wrong = new List<string>();
            if (NewGoal.Read(body, wrong) is not { } goal)
                return Refused(wrong);
            var validFrom = settings.Calendar.At(clock.GetUtcNow().ToUnixTimeMilliseconds()).Date.AddDays(1);
            try
            {
                var faults = await tenants.ChangeAsync(
                    tenant, document => goal.AppendTo(document, validFrom),
                    change => audit.RecordAsync(tenant, keys.CallerOf(request, settings), Routes.Settings.Function, change, cancel), cancel);
                return faults.Count == 0 ? Answers.Of(new { valid_from = $"{validFrom:yyyy-MM-dd}" }) : Refused(faults);
            }
            catch (RequestFailedException error) when (error.Status is 409 or 412)
            {
                return Answers.Problem(409, "The settings changed meanwhile: try again.");
            }
        }, cancel);

    private static IActionResult Refused(IReadOnlyList<string> faults) => Answers.Problem(400, "The goal was not set.", faults);
}
