using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Functions.Access;
using Pulso.Functions.Bi;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Sources;
using Pulso.Functions.Storage;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Health;

/// <summary><c>GET /api/health</c>: that the app lives, and how far each cursor is behind.</summary>
public sealed class Health(
    TenantDirectory tenants, PublishedDays published, PublishedPeriods periods, SourceActivity activity, Keys keys, Operations operations, TimeProvider clock, ILogger<Health> log)
{
    [Function("health")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "health")] HttpRequest request,
        CancellationToken cancel)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return Answers.MethodNotAllowed(request.HttpContext.Response, "GET");
        var cursors = new List<Cursor>();
        var silent = new List<SilentSource>();
        foreach (string tenant in await tenants.AllAsync(cancel))
        {
            try
            {
                if (await tenants.FindAsync(tenant, cancel) is not { } settings)
                    continue;
                cursors.Add(await CursorAsync(settings, cancel));
                cursors.Add(await CursorAsync(settings, Grain.Week, "close-weeks", cancel));
                cursors.Add(await CursorAsync(settings, Grain.Month, "close-months", cancel));
                silent.AddRange(await SilentAsync(settings, cancel));
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                log.LogError(error, "The cursor of {Tenant} could not be read.", tenant); // the app lives all the same
            }
        }
        // A provider's clients are nobody's business: only the deployment's own key sees names and counts.
        return keys.CallerOf(request, null).Role == Role.Admin
            ? Answers.Of(new
            {
                status = "ok",
                cursors,
                silentSources = silent,
                operations = operations.Totals.ToDictionary(count => count.Name, count => count.Total),
                unknownFields = operations.UnknownFields.Names,
                ignoredKinds = operations.IgnoredKinds.Names,
            })
            : Answers.Of(new { status = "ok", cursors = cursors.Select(cursor => new { cursor.Name, cursor.LagSeconds }).OrderByDescending(cursor => cursor.LagSeconds) });
    }

    private async Task<IEnumerable<SilentSource>> SilentAsync(TenantSettings settings, CancellationToken cancel) =>
        settings.Sources.All(source => source.SilentAfterMs is null) ? []
        : (await activity.AllAsync(settings.Tenant, cancel)).Where(state => state.IsSilent)
            .Select(state => new SilentSource(settings.Tenant, state.Name, DateTimeOffset.FromUnixTimeMilliseconds(state.HeardMs)));

    private async Task<Cursor> CursorAsync(TenantSettings settings, CancellationToken cancel)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var closed = await published.CursorAsync(settings.Tenant, cancel);
        var lastEnded = settings.Calendar.At(now).Date.AddDays(-1);
        long lag = closed >= lastEnded ? 0 : (now - settings.Calendar.EndOfDay(closed is { } date ? date.AddDays(1) : lastEnded)) / 1_000;
        return new Cursor("close-days", settings.Tenant, closed?.ToString("yyyy-MM-dd"), lag);
    }

    /// <summary>How far the weeks or months are closed: behind once one has ended, and is not.</summary>
    private async Task<Cursor> CursorAsync(TenantSettings settings, Grain grain, string name, CancellationToken cancel)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        string? closed = await periods.CursorAsync(settings.Tenant, grain, cancel);
        var ended = BusinessPeriod.Of(grain, BusinessPeriod.Of(grain, settings.Calendar.At(now).Date).FirstDay.AddDays(-1));
        bool isBehind = string.CompareOrdinal(closed ?? "", ended.Name) < 0;
        return new Cursor(name, settings.Tenant, closed, isBehind ? (now - settings.Calendar.EndOfDay(ended.LastDay)) / 1_000 : 0);
    }

    /// <param name="Since">When it was last heard of, to the minute.</param>
    private sealed record SilentSource(string Tenant, string Source, DateTimeOffset Since);

    /// <param name="LagSeconds">How long the first unclosed day has been over; 0 when every ended day is closed.</param>
    private sealed record Cursor(string Name, string Tenant, string? ClosedThrough, long LagSeconds);
}
