using Pulso.Acceptance.Running;
using Pulso.Chaos.Faults;
using Pulso.Chaos.Streams;

namespace Pulso.Chaos.Running;

/// <summary>A sender as Standard Webhooks wants them: each request until it is taken, to whichever process answers; some twice.</summary>
internal sealed class Sender : IDisposable
{
    private const int Together = 4;
    private const int LinesTogether = 50;
    private const long MostBytes = 1_000_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan LongestPace = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Tenant[] ways;
    private readonly Random random;
    private readonly Struck struck;
    private int sent;
    private int total = 1;

    public Sender(Disturbed system, string tenant, Random random, Struck struck)
    {
        ways = [.. system.Workers.Select(worker => new Tenant(worker.App, tenant))];
        (this.random, this.struck) = (random, struck);
    }

    /// <summary>True while the app's clock may be wrong.</summary>
    public bool MayBeRefused { get; set; }

    /// <summary>Sends lines in random order, a fifth of them twice, at the pace of what strikes meanwhile.</summary>
    /// <param name="progress">From 0 to 1.</param>
    public async Task SendAsync(IReadOnlyList<Line> lines, Func<double> progress)
    {
        Line[] order = [.. lines, .. lines.Where(_ => Any(5) == 0)];
        lock (random)
            random.Shuffle(order);
        var requests = Cut(order.Select(line => line.Text)).ToList();
        struck.Add(Fault.Shuffled, lines.Count);
        struck.Add(Fault.Duplicated, order.Length - lines.Count);
        (sent, total) = (0, requests.Count);
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = Together }, async (request, _) =>
        {
            await SendAsync(request);
            int done = Interlocked.Increment(ref sent);
            for (var left = LongestPace; left > TimeSpan.Zero && done > progress() * total; left -= Pause)
                await Task.Delay(Pause, CancellationToken.None);
        });
        while (progress() < 1)
        {
            string[] again = requests[Any(requests.Count)];
            await SendAsync(again);
            struck.Add(Fault.Duplicated, again.Length);
            await Task.Delay(LongestPace);
        }
    }

    public void Dispose()
    {
        foreach (var way in ways)
            way.Dispose();
    }

    private static IEnumerable<string[]> Cut(IEnumerable<string> lines)
    {
        var next = new List<string>();
        long bytes = 0;
        foreach (string line in lines)
        {
            if (next.Count == LinesTogether || bytes + line.Length > MostBytes)
            {
                yield return [.. next];
                next.Clear();
                bytes = 0;
            }
            next.Add(line);
            bytes += line.Length + 1;
        }
        if (next.Count > 0)
            yield return [.. next];
    }

    private Task<string> SendAsync(string[] lines) => Wait.ForAsync(
        async () =>
        {
            try
            {
                var answer = await ways[Any(ways.Length)].SendAsync(Signed.Batch(lines));
                return IsTaken(answer) ? "taken" : null;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                return null; // killed just now, or not yet up again
            }
        },
        patience: Patience);

    private bool IsTaken(Answer answer)
    {
        if (answer.Status == 202)
            return true;
        Assert.True(answer.Status == 503 || (answer.Status == 401 && MayBeRefused), $"the webhook answered {answer.Status}: {answer.Text}");
        struck.Add(answer.Status == 503 ? Fault.QueueRefused : Fault.ClockJumped);
        return false;
    }

    private int Any(int below)
    {
        lock (random)
            return random.Next(below);
    }
}
