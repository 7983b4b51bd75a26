namespace Pulso.Functions.Panels;

/// <summary>Answers that viewers share: what is asked while it is being made, or soon after it was, is made once by a process.</summary>
/// <remarks>
/// By time and not by the heads' revisions: to read those takes as many requests as to read the cells, and while data comes they are never the same twice.
/// </remarks>
public sealed class SharedAnswers(TimeProvider clock)
{
    /// <summary>For so long an answer serves others too. The page asks every 15 seconds.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Lock guard = new();
    private readonly Dictionary<string, Entry> entries = [];

    /// <param name="what">All that the answer depends on, but for time and data.</param>
    /// <param name="make">Goes on even if who asked first is gone: others wait for it.</param>
    public Task<T> OfAsync<T>(string what, Func<Task<T>> make, CancellationToken cancel)
    {
        lock (guard)
        {
            var now = clock.GetUtcNow();
            foreach (string old in entries.Where(entry => !entry.Value.IsFresh(now)).Select(entry => entry.Key).ToList())
                entries.Remove(old);
            if (!entries.TryGetValue(what, out var known))
                entries.Add(what, known = new Entry(Task.Run(make, CancellationToken.None), clock));
            return ((Task<T>)known.Made).WaitAsync(cancel);
        }
    }

    private sealed class Entry
    {
        private DateTimeOffset? madeAt;

        public Entry(Task made, TimeProvider clock)
        {
            Made = made;
            made.ContinueWith(_ => madeAt = clock.GetUtcNow(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        public Task Made { get; }

        public bool IsFresh(DateTimeOffset now) => !Made.IsCompleted || (Made.IsCompletedSuccessfully && now - (madeAt ?? now) < Fresh);
    }
}
