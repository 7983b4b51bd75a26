using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions.Access;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Http;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Settings;

namespace Pulso.Functions.Webhooks;

/// <summary>Reads the events of a request that was let in; null when its content shows that it should not have been.</summary>
public delegate Task<ParsedRequest?> Reading(Pseudonyms pseudonyms, CancellationToken cancel);

/// <summary>How one kind of sender comes in: by canonical events, or by a vendor's own webhook.</summary>
public interface IEntrance
{
    /// <summary>Answers a request that is not a POST; null where there is no answer but 405.</summary>
    IActionResult? Greet(HttpRequest request, TenantSettings settings);

    /// <summary>What should have been sent, where the type of the content is not taken; null where it is.</summary>
    string? Expected(HttpRequest request);

    /// <summary>The lane that the sender asks for.</summary>
    Lane LaneOf(HttpRequest request) => Lane.Live;

    /// <summary>Checks the signature over the bytes that came; null where it is missing or wrong.</summary>
    Reading? Open(HttpRequest request, byte[] body, TenantSettings settings);
}

/// <summary>Takes the events of a request in, in the contract's order: 404, 405, 415, 413, 401, 429, 400, and 202 when the queue has them.</summary>
public sealed class Reception(TenantDirectory tenants, RateLimits rates, Intake intake, Operations operations, ILogger<Reception> log)
{
    public async Task<IActionResult> ReceiveAsync(HttpRequest request, string tenant, IEntrance entrance, CancellationToken cancel)
    {
        try
        {
            return await AnswerAsync(request, tenant, entrance, cancel);
        }
        catch (BadHttpRequestException)
        {
            return Answers.Problem(400, "The body does not end where the request says.");
        }
        catch (Exception error) when (error is ServiceBusException or HttpRequestException || (Outage.Is(error) && !cancel.IsCancellationRequested))
        {
            log.LogError(error, "The events of a request could not be taken.");
            return Answers.Unavailable(request.HttpContext.Response, "The events cannot be taken now; nothing is lost if they are sent again.");
        }
    }

    private IActionResult Unauthorized()
    {
        operations.Unsigned.Add(1);
        return Answers.Unauthorized();
    }

    private async Task<IActionResult> AnswerAsync(HttpRequest request, string tenant, IEntrance entrance, CancellationToken cancel)
    {
        if (await tenants.FindAsync(tenant, cancel) is not { } settings)
            return Answers.NotFound();
        if (!HttpMethods.IsPost(request.Method))
            return entrance.Greet(request, settings) ?? Answers.MethodNotAllowed(request.HttpContext.Response, "POST");
        if (entrance.Expected(request) is { } expected)
            return Answers.Problem(415, expected);
        if (await RequestBody.ReadAsync(request, cancel) is not { } body)
            return Answers.TooLarge();
        if (entrance.Open(request, body, settings) is not { } reading)
            return Unauthorized();
        if (!rates.Allow(tenant))
            return Answers.TooMany(request.HttpContext.Response); // behind the signature: nobody else uses up the tenant's share
        if (await reading(intake.PseudonymsOf(settings), cancel) is not { } parsed)
            return Unauthorized();
        if (parsed.Faults.Count > 0)
            return Answers.Problem(400, "Nothing was accepted.", parsed.Faults);
        await intake.AcceptAsync(settings, parsed, entrance.LaneOf(request), cancel);
        return Answers.Of(new { accepted = parsed.Events.Count }, StatusCodes.Status202Accepted);
    }
}
