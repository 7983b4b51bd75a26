using System.Diagnostics;

namespace Pulso.Acceptance.Running;

/// <summary>Looks again and again until something has come, or patience is over.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <param name="meanwhile">What to show when it does not come.</param>
    public static async Task<T> ForAsync<T>(Func<Task<T?>> look, Func<string>? meanwhile = null, TimeSpan? patience = null) where T : class
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < (patience ?? Patience);)
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(Pause);
        }
        throw new TimeoutException($"It did not come within {patience ?? Patience}.\n{meanwhile?.Invoke()}");
    }

    public static Task UntilAsync(Func<bool> holds) => ForAsync(() => Task.FromResult(holds() ? "it holds" : null));
}
