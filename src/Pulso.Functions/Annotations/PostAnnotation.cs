using System.Security.Cryptography;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Events.Parsing;
using Pulso.Functions.Access;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Bi;
using Pulso.Functions.Storage;
using Pulso.Functions.Webhooks;

namespace Pulso.Functions.Annotations;

/// <summary>
/// <c>POST /api/{tenant}/annotations</c>: notes what happened, as an <c>annotation.added</c> of the contract with <c>at</c> for its instant, now if it
/// is left out. It goes the way of every event: 202 when the queue has it.
/// </summary>
public sealed class PostAnnotation(Gate gate, Intake intake, TimeProvider clock, ILogger<PostAnnotation> log)
{
    /// <summary>The source of what is noted here.</summary>
    public const string Source = "/pulso/notes";

    private const string At = "at";
    private static readonly string[] Known = [At, "text", "kind", "agent", "due", "channel", "queue", "until", "example", "goal"];

    [Function("annotations")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "{tenant}/annotations")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Annotations, async settings =>
        {
            if (await RequestBody.ReadAsync(request, cancel) is not { } body)
                return Answers.Problem(413, "A request may have 1 MiB.");
            var faults = new List<string>();
            if (Read(body, faults) is not { } noted)
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

    private TranslatedEvent? Read(byte[] body, List<string> faults)
    {
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(body);
            if (json.ValueKind != JsonValueKind.Object)
                faults.Add("must be an object");
            else
                faults.AddRange(json.EnumerateObject().Where(item => !Known.Contains(item.Name)).Select(item => $"{item.Name}: is not known"));
            if (faults.Count > 0)
                return null;
            string? at = json.TryGetProperty(At, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            var fields = JsonSerializer.SerializeToElement(json.EnumerateObject().Where(item => item.Name != At).ToDictionary(item => item.Name, item => item.Value));
            // The same note of the same instant is the same event, however often it is sent.
            string time = at ?? CsvFile.Instant(clock.GetUtcNow().ToUnixTimeMilliseconds());
            string id = Convert.ToHexStringLower(SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(time), .. JsonSerializer.SerializeToUtf8Bytes(fields)]))[..32];
            return new TranslatedEvent(Source, id, "annotation.added", time, null, fields);
        }
        catch (JsonException)
        {
            faults.Add("is not JSON");
        }
        catch (InvalidOperationException)
        {
            faults.Add("holds text that is not Unicode");
        }
        return null;
    }
}
