using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Bi;
using Pulso.Functions.Http;

namespace Pulso.Functions.DeadLetters;

/// <summary><c>GET /api/{tenant}/dead-letters</c>: what lies on the dead-letter side, one with its events by <c>id</c>; <c>POST</c> sends it in again.</summary>
public sealed class DeadLetterFunction(Gate gate, DeadLetterBox box)
{
    [Function("dead-letters")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/dead-letters")] HttpRequest request,
        string tenant,
        CancellationToken cancel)
    {
        string? id = request.Query["id"].FirstOrDefault();
        return gate.PassAsync(
            request, tenant, Routes.DeadLetters, _ => HttpMethods.IsPost(request.Method) ? ResubmitAsync(tenant, id, cancel) : ShowAsync(tenant, id, cancel), cancel);
    }

    private async Task<IActionResult> ShowAsync(string tenant, string? id, CancellationToken cancel)
    {
        var all = await box.AllAsync(tenant, cancel);
        if (id is null)
            return Answers.Of(all.Select(message => Json(message)));
        return all.FirstOrDefault(message => message.Id == id) is { } one
            ? Answers.Of(Json(one, one.Events.Select(frame => new
            {
                type = frame.Event.Type.Name,
                time = CsvFile.Instant(frame.Event.TimeMs),
                source = frame.Source,
                timeline = frame.Key.Kind.ToString().ToLowerInvariant(),
                fields = frame.WithoutComment().Event.Values.ToDictionary(value => value.Field.Name, value => value.Text ?? $"{value.Number}"),
            })))
            : Answers.NotFound();
    }

    private async Task<IActionResult> ResubmitAsync(string tenant, string? id, CancellationToken cancel)
    {
        int resubmitted = await box.ResubmitAsync(tenant, id, cancel);
        return id is null || resubmitted > 0 ? Answers.Of(new { resubmitted }, StatusCodes.Status202Accepted) : Answers.NotFound();
    }

    private static Dictionary<string, object?> Json(DeadLetterMessage message, object? events = null) => new()
    {
        ["id"] = message.Id,
        ["reason"] = message.Reason,
        ["description"] = message.Description,
        ["enqueued"] = CsvFile.Instant(message.Enqueued.ToUnixTimeMilliseconds()),
        ["deliveries"] = message.Deliveries,
        ["events"] = events ?? message.Events.Count,
    };
}
