using System.Net;

namespace Pulso.Cli.Server;

/// <summary>
/// Repeats what the server cannot take now (429, 5xx, nobody there) with growing pauses. Several senders share one: it gives up when none
/// of them has had an answer for five minutes, for the system may well be started again meanwhile.
/// </summary>
internal sealed class Persistence(TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(100);

    private long lastAnswer = clock.GetTimestamp();
    private long repeats;

    /// <summary>How many requests had to be sent again.</summary>
    public long Repeats => Interlocked.Read(ref repeats);

    /// <summary>The first answer that is none of those.</summary>
    /// <param name="request">Makes the request anew for every attempt: a signature is only good for some minutes.</param>
    /// <exception cref="Failure">Five minutes without an answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(PulsoClient client, Func<HttpRequestMessage> request, CancellationToken cancel)
    {
        for (int attempt = 0; ; attempt++)
        {
            var (response, trouble) = await TryAsync(client, request, cancel);
            if (response is not null && !IsPassing(response.StatusCode))
            {
                Interlocked.Exchange(ref lastAnswer, clock.GetTimestamp());
                return response;
            }
            if (clock.GetElapsedTime(Interlocked.Read(ref lastAnswer)) > Limit)
                throw new Failure($"{client.Url} has taken nothing for {Limit.TotalMinutes} minutes: {trouble}");
            Interlocked.Increment(ref repeats);
            var pause = Pause(attempt, response?.Headers.RetryAfter?.Delta);
            response?.Dispose();
            await Task.Delay(pause, clock, cancel);
        }
    }

    /// <summary>At least what the server asks for, else from 200 ms on twice as long each time.</summary>
    internal static TimeSpan Pause(int attempt, TimeSpan? retryAfter)
    {
        var growing = TimeSpan.FromMilliseconds(200 * Math.Pow(2, Math.Min(attempt, 10)));
        var pause = growing < LongestPause ? growing : LongestPause;
        return retryAfter > pause ? retryAfter.Value : pause;
    }

    private static bool IsPassing(HttpStatusCode status) =>
        (int)status >= 500 || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;

    private static async Task<(HttpResponseMessage? Response, string Trouble)> TryAsync(
        PulsoClient client, Func<HttpRequestMessage> request, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(LongestAnswer);
        try
        {
            using var message = request();
            var response = await client.SendAsync(message, patience.Token);
            return (response, $"{(int)response.StatusCode} {response.ReasonPhrase}");
        }
        catch (HttpRequestException error)
        {
            return (null, error.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, "no answer in time");
        }
    }
}
