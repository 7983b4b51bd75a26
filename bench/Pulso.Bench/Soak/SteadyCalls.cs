using System.Diagnostics;
using System.Globalization;
using Pulso.Bench.Running;
using Pulso.Bench.Streams;

namespace Pulso.Bench.Soak;

/// <summary>Sends calls at a steady rate, one event a request, each as if it happened when it is sent.</summary>
internal static class SteadyCalls
{
    private const int CallsOfDay = 3_000;

    // So many requests may be on their way at once before the sender waits for them.
    private const int InFlight = 200;

    private static readonly byte[] Time = "\"time\":\""u8.ToArray();

    public static async Task SendAsync(LocalSystem system, Tenant tenant, int perSecond, TimeSpan time, CancellationToken cancel)
    {
        using var free = new SemaphoreSlim(InFlight);
        var sent = new List<Task>();
        long start = Stopwatch.GetTimestamp();
        long number = 0;
        foreach (byte[] line in Lines().TakeWhile(_ => Stopwatch.GetElapsedTime(start) < time))
        {
            var early = TimeSpan.FromSeconds((double)number++ / perSecond) - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, cancel);
            await free.WaitAsync(cancel);
            sent.Add(PostAsync(line));
            if (sent.Count == InFlight)
                sent = await StillSendingAsync(sent);
        }
        await Task.WhenAll(sent);

        async Task PostAsync(byte[] line)
        {
            try
            {
                await system.App.Client.PostAsync(tenant, HappeningNow(line), "application/cloudevents+json", cancel);
            }
            finally
            {
                free.Release();
            }
        }
    }

    /// <summary>A day's calls after the other, without end.</summary>
    private static IEnumerable<byte[]> Lines()
    {
        for (int day = 1; ; day++)
        {
            foreach (byte[] line in GeneratedCalls.Of(Parameters.Seed + day, CallsOfDay, days: 1).Lines)
                yield return line;
        }
    }

    private static byte[] HappeningNow(byte[] line)
    {
        string now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        byte[] stamped = [.. line];
        System.Text.Encoding.ASCII.GetBytes(now, stamped.AsSpan(line.AsSpan().IndexOf(Time) + Time.Length));
        return stamped;
    }

    private static async Task<List<Task>> StillSendingAsync(List<Task> sent)
    {
        foreach (var task in sent.Where(task => task.IsCompleted))
            await task; // throws what went wrong
        return [.. sent.Where(task => !task.IsCompleted)];
    }
}
