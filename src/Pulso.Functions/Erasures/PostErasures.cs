using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;

namespace Pulso.Functions.Erasures;

/// <summary><c>POST /api/{tenant}/erasures</c> with <c>{"customers": [..]}</c>: takes customers out of the archive and all figures, which stay as they are.</summary>
public sealed class PostErasures(Gate gate, Erasure erasure)
{
    private const int Most = 1_000;
    private const int LongestKey = 128; // as of the field

    [Function("erasures")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/erasures")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Erasures, async settings =>
        {
            if (await RequestBody.ReadAsync(request, cancel) is not { } body)
                return Answers.TooLarge();
            if (Read(body) is not { } customers)
                return Answers.Problem(400, "Nobody was erased.", new[] { $"customers: must be a list of 1 to {Most} keys" });
            return await erasure.BeginAsync(settings, customers, cancel) is { } generation
                ? Answers.Of(new { generation }, StatusCodes.Status202Accepted)
                : Answers.Problem(409, "A rebuild is under way: ask again when it is done.");
        }, cancel);

    private static List<string>? Read(byte[] body)
    {
        try
        {
            var keys = JsonSerializer.Deserialize<Asked>(body, Answers.Json)?.Customers;
            return keys is { Count: >= 1 and <= Most } && keys.TrueForAll(key => key is { Length: >= 1 and <= LongestKey }) ? keys : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Asked(List<string>? Customers);
}
