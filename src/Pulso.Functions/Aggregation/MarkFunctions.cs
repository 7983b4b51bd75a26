using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;

namespace Pulso.Functions.Aggregation;

/// <summary>
/// <c>POST /api/{tenant}/marks</c> sets a mark behind all that the queue holds; <c>GET /api/{tenant}/marks/{mark}</c> tells whether it
/// was passed. Derived events are sent before the mark that follows their cause is passed, so a second mark covers them.
/// </summary>
public sealed class MarkFunctions(Gate gate, Marks marks, EventQueue queue, DeadLetterCount deadLetters)
{
    [Function("set-mark")]
    public Task<IActionResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/marks")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.SetMark, async _ =>
        {
            string mark = Guid.NewGuid().ToString("N");
            try
            {
                await queue.SendMarkAsync(tenant, mark, cancel);
                return Answers.Of(new { mark }, StatusCodes.Status202Accepted);
            }
            catch (ServiceBusException)
            {
                return Answers.Unavailable(request.HttpContext.Response, "The queue cannot take the mark now.");
            }
        }, cancel);

    [Function("get-mark")]
    public Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/marks/{mark}")] HttpRequest request,
        string tenant,
        string mark,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.GetMark, async _ =>
            Guid.TryParseExact(mark, "N", out Guid _)
                ? Answers.Of(new { mark, passed = await marks.IsPassedAsync(tenant, mark, cancel), deadLettered = await deadLetters.OfAsync(tenant, cancel) })
                : Answers.NotFound(), cancel);
}
