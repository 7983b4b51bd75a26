using System.Globalization;
using System.Net.Http.Headers;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;

namespace Pulso.Cli.Replays;

/// <summary>Sends batches of events to a tenant's webhook, signed, some at a time, each until it is accepted.</summary>
/// <param name="secret"><c>whsec_…</c>, of every source among the events.</param>
internal sealed class Delivery(PulsoClient client, string tenant, string secret, TimeProvider clock)
{
    private readonly Persistence persistence = new(clock);

    /// <summary>How many requests are under way at once.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Events a second; null for as many as the server takes.</summary>
    public int? Rate { get; init; }

    /// <summary>True to send on the lane of backfills, so that nothing live waits behind it.</summary>
    public bool IsBackfill { get; init; }

    /// <summary>Requests that had to be sent again.</summary>
    public long Repeats => persistence.Repeats;

    /// <summary>Delivers a plan in its order.</summary>
    /// <returns>How many events were accepted: all of them.</returns>
    /// <exception cref="Failure">The server refuses events for good, or has taken nothing for minutes.</exception>
    public async Task<long> SendAsync(EventFile file, int[] plan, Meter meter, CancellationToken cancel)
    {
        long accepted = 0;
        long begun = clock.GetTimestamp();
        var batches = Batch.Cut(file, plan, BatchSize(Rate));
        await Parallel.ForEachAsync(
            batches,
            new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancel },
            async (batch, token) =>
            {
                if (Rate is { } rate)
                    await WaitAsync(begun, TimeSpan.FromSeconds(batch.First / (double)rate), token);
                await SendAsync(batch, token);
                Interlocked.Add(ref accepted, batch.Count);
                meter.Add(batch.Count);
            });
        return accepted;
    }

    /// <summary>So small that a slow rate is a steady one: about four requests a second.</summary>
    internal static int BatchSize(int? rate) => rate is { } events ? Math.Clamp(events / 4, 1, Batch.MostEvents) : Batch.MostEvents;

    private async Task SendAsync(Batch batch, CancellationToken cancel)
    {
        byte[] body = batch.Body();
        string id = $"msg_{Guid.NewGuid():N}";
        using var response = await persistence.SendAsync(client, () => Signed(id, body), cancel);
        if (response.IsSuccessStatusCode)
            return;
        var problem = Problem.Of($"POST /api/{tenant}/events", response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancel));
        throw new Failure(problem.Message, [.. problem.Details, .. Hints(batch, (int)response.StatusCode)]);
    }

    private HttpRequestMessage Signed(string id, byte[] body)
    {
        long timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        return new HttpRequestMessage(HttpMethod.Post, new Uri($"api/{tenant}/events{(IsBackfill ? "?lane=backfill" : "")}", UriKind.Relative))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json") } },
            Headers =
            {
                { "webhook-id", id },
                { "webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture) },
                { "webhook-signature", Signature.Of(secret, id, timestamp, body) },
            },
        };
    }

    private IEnumerable<string> Hints(Batch batch, int status) => status switch
    {
        400 => [$"event 0 stands on line {batch.LineNumber(0)} of the file"],
        401 => [$"the secret must be one of every source in the file: --secret whsec_…, or the settings of {tenant}"],
        404 => [$"the tenant {tenant} has no settings yet: settings put FILE --tenant {tenant}"],
        _ => [],
    };

    private async Task WaitAsync(long begun, TimeSpan due, CancellationToken cancel)
    {
        if (due - clock.GetElapsedTime(begun) is { Ticks: > 0 } left)
            await Task.Delay(left, clock, cancel);
    }
}
