using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Pulso.Events.Parsing;
using Pulso.Functions.Access;
using Pulso.Functions.Storage;
using Pulso.Settings;

namespace Pulso.Functions.Webhooks;

/// <summary><c>POST /api/{tenant}/events</c>: canonical events, signed as Standard Webhooks (contract, sections 1 and 2).</summary>
public sealed class CanonicalEvents(
    TenantDirectory tenants, RateLimits rates, Secrets secrets, Intake intake, TimeProvider clock, ILogger<CanonicalEvents> log)
{
    private delegate ParsedRequest Parse(ReadOnlyMemory<byte> body, Events.Pseudonyms pseudonyms);

    [Function("events")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "{tenant}/events")]
        HttpRequest request,
        string tenant,
        CancellationToken cancel)
    {
        try
        {
            return await AnswerAsync(request, tenant, cancel);
        }
        catch (BadHttpRequestException)
        {
            return Answers.Problem(400, "The body does not end where the request says.");
        }
        catch (Exception error) when (error is ServiceBusException || (Outage.Is(error) && !cancel.IsCancellationRequested))
        {
            log.LogError(error, "The events of a request could not be taken.");
            return Answers.Unavailable(request.HttpContext.Response, "The events cannot be taken now; nothing is lost if they are sent again.");
        }
    }

    private async Task<IActionResult> AnswerAsync(HttpRequest request, string tenant, CancellationToken cancel)
    {
        if (await tenants.FindAsync(tenant, cancel) is not { } settings)
            return Answers.NotFound();
        if (!HttpMethods.IsPost(request.Method))
            return Answers.MethodNotAllowed(request.HttpContext.Response, "POST");
        if (ParserFor(request) is not { } parse)
            return Answers.Problem(415, "Send application/cloudevents+json, application/cloudevents-batch+json, or ce- headers with application/json.");
        if (await RequestBody.ReadAsync(request, cancel) is not { } body)
            return Answers.Problem(413, "A request may have 1 MiB.");
        var owners = OwnersOf(request, body, settings);
        if (owners.Count == 0)
            return Answers.Unauthorized();
        if (!rates.Allow(tenant))
            return Answers.TooMany(request.HttpContext.Response); // behind the signature: nobody else uses up the tenant's share
        var parsed = parse(body, intake.PseudonymsOf(tenant));
        if (!parsed.Sources.IsSubsetOf(owners))
            return Answers.Unauthorized();
        if (parsed.Faults.Count > 0)
            return Answers.Problem(400, "Nothing was accepted.", parsed.Faults);
        await intake.AcceptAsync(tenant, parsed, cancel);
        return Answers.Of(new { accepted = parsed.Events.Count }, StatusCodes.Status202Accepted);
    }

    /// <summary>The canonical sources that own a secret which signed this body.</summary>
    private HashSet<string> OwnersOf(HttpRequest request, byte[] body, TenantSettings settings)
    {
        var owned = settings.Sources.Where(source => source.Vendor is null)
            .SelectMany(source => secrets.Of(source).Select(secret => (source.Name, Secret: secret))).ToList();
        var matching = StandardWebhooks.Matching(request.Headers, body, owned.Select(item => item.Secret).Distinct(), clock.GetUtcNow());
        return [.. owned.Where(item => matching.Contains(item.Secret)).Select(item => item.Name)];
    }

    private static Parse? ParserFor(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || request.Headers.ContentEncoding.Count > 0
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return null;
        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/cloudevents+json" => EventParser.Structured,
            "application/cloudevents-batch+json" => EventParser.Batch,
            "application/json" when request.Headers.Keys.Any(name => name.StartsWith("ce-", StringComparison.OrdinalIgnoreCase)) =>
                (body, pseudonyms) => EventParser.Binary(body, name => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null, pseudonyms),
            _ => null,
        };
    }
}
