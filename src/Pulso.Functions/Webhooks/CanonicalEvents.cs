using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions.Access;
using Pulso.Functions.Aggregation;
using Pulso.Settings;

namespace Pulso.Functions.Webhooks;

/// <summary><c>POST /api/{tenant}/events</c>: canonical events, signed as Standard Webhooks (contract, sections 1 and 2).</summary>
public sealed class CanonicalEvents(Reception reception, Secrets secrets, TimeProvider clock) : IEntrance
{
    private delegate ParsedRequest Parse(ReadOnlyMemory<byte> body, Pseudonyms pseudonyms, TenantSettings settings);

    [Function("events")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/events")] HttpRequest request,
        string tenant,
        CancellationToken cancel) => reception.ReceiveAsync(request, tenant, this, cancel);

    IActionResult? IEntrance.Greet(HttpRequest request, TenantSettings settings) => null;

    string? IEntrance.Expected(HttpRequest request) => ParserFor(request) is null
        ? "Send application/cloudevents+json, application/cloudevents-batch+json, or ce- headers with application/json."
        : null;

    Lane IEntrance.LaneOf(HttpRequest request) => request.Query["lane"] == "backfill" ? Lane.Backfill : Lane.Live;

    Reading? IEntrance.Open(HttpRequest request, byte[] body, TenantSettings settings)
    {
        var owners = OwnersOf(request, body, settings);
        return owners.Count == 0 ? null : (pseudonyms, _) =>
        {
            var parsed = ParserFor(request)!(body, pseudonyms, settings);
            return Task.FromResult(parsed.Sources.IsSubsetOf(owners) ? parsed : null);
        };
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
                (body, pseudonyms, settings) =>
                    EventParser.Binary(body, name => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null, pseudonyms, settings),
            _ => null,
        };
    }
}
