using System.Diagnostics;

namespace Pulso.Acceptance.Running;

/// <summary>Looks again and again until something has come, or patience is over.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static async Task<T> ForAsync<T>(Func<Task<T?>> look) where T : class
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience;)
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(Pause);
        }
        throw new TimeoutException($"It did not come within {Patience}.");
    }

    public static Task UntilAsync(Func<bool> holds) => ForAsync(() => Task.FromResult(holds() ? "it holds" : null));

    public static async Task<T> ForAsync<T>(Func<Task<T?>> look) where T : struct =>
        (T)await ForAsync<object>(async () => await look());
}
