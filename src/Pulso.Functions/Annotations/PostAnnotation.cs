using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Events.Parsing;
using Pulso.Functions.Access;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Http;
using Pulso.Functions.Storage;
using Pulso.Functions.Webhooks;

namespace Pulso.Functions.Annotations;

/// <summary>
/// <c>POST /api/{tenant}/annotations</c>: notes what happened, as an <c>annotation.added</c> of the contract with <c>at</c> for its instant, now if it
/// is left out. It goes the way of every event: 202 when the queue has it.
/// </summary>
public sealed class PostAnnotation(Gate gate, Intake intake, TimeProvider clock, ILogger<PostAnnotation> log)
{
    [Function("annotations")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/annotations")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Annotations, async settings =>
        {
            if (await RequestBody.ReadAsync(request, cancel) is not { } body)
                return Answers.TooLarge();
            var faults = new List<string>();
            if (NewAnnotation.Read(body, clock.GetUtcNow(), faults) is not { } noted)
                return Answers.Problem(400, "Nothing was noted.", faults);
            var parsed = EventParser.Translated([noted], intake.PseudonymsOf(settings));
            if (parsed.Faults.Count > 0)
                return Answers.Problem(400, "Nothing was noted.", parsed.Faults.Select(fault => $"{fault.Field}: {fault.Reason}"));
            try
            {
                await intake.AcceptAsync(settings, parsed, Lane.Live, cancel);
                return Answers.Of(new { accepted = parsed.Events.Count }, StatusCodes.Status202Accepted);
            }
            catch (Exception error) when (error is ServiceBusException || (Outage.Is(error) && !cancel.IsCancellationRequested))
            {
                log.LogError(error, "A note could not be taken.");
                return Answers.Unavailable(request.HttpContext.Response, "The note cannot be taken now: send it again.");
            }
        }, cancel);
}
