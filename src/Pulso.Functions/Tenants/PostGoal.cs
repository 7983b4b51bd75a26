using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Storage;
using Pulso.Functions.Webhooks;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Tenants;

/// <summary>
/// <c>POST /api/{tenant}/goals</c> with a goal as in the settings: appends a version of the settings that begins on the next business day and differs
/// from the last one in this goal alone. A goal for the same figure, channel and queue is replaced.
/// </summary>
public sealed class PostGoal(Gate gate, Keys keys, TenantDirectory tenants, Audit audit, TimeProvider clock)
{
    // What tells goals apart.
    private static readonly string[] Identity = ["kpi", "channel", "queue"];

    [Function("goals")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "{tenant}/goals")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Goals, async settings =>
        {
            if (await RequestBody.ReadAsync(request, cancel) is not { } body)
                return Answers.Problem(413, "A request may have 1 MiB.");
            if (Read(body) is not { } goal)
                return Refused(["must be a goal as in the settings, for a figure of the catalogue"]);
            var validFrom = settings.Calendar.At(clock.GetUtcNow().ToUnixTimeMilliseconds()).Date.AddDays(1);
            try
            {
                var faults = await tenants.ChangeAsync(
                    tenant, document => Append(document, goal, validFrom),
                    change => audit.RecordAsync(tenant, keys.CallerOf(request, settings), Routes.Settings.Function, change, cancel), cancel);
                return faults.Count == 0 ? Answers.Of(new { valid_from = $"{validFrom:yyyy-MM-dd}" }) : Refused(faults);
            }
            catch (RequestFailedException error) when (error.Status is 409 or 412)
            {
                return Answers.Problem(409, "The settings changed meanwhile: try again.");
            }
        }, cancel);

    /// <summary>A later version that is there already has the goal's day, or a day after it, for its beginning: it cannot change any more.</summary>
    private static void Append(JsonObject document, JsonObject goal, DateOnly validFrom)
    {
        var versions = document["versions"]!.AsArray();
        var next = versions[^1]!.DeepClone().AsObject();
        next["validFrom"] = $"{validFrom:yyyy-MM-dd}";
        var goals = new JsonArray([.. (next["goals"]?.AsArray() ?? []).Where(other => !IsSame(other!.AsObject(), goal)).Select(other => other!.DeepClone()), goal]);
        next["goals"] = goals;
        versions.Add(next);
    }

    private static bool IsSame(JsonObject one, JsonObject other) =>
        Identity.All(name => one[name]?.ToString() == other[name]?.ToString());

    private static JsonObject? Read(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false }) is JsonObject goal
                && goal["kpi"] is JsonValue id && id.TryGetValue(out string? kpi) && Catalogue.Find(kpi) is not null ? goal : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IActionResult Refused(IReadOnlyList<string> faults) => Answers.Problem(400, "The goal was not set.", faults);
}
