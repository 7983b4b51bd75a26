namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>
/// For tests of a crash: <c>LOCAL_KILL_AT=before:commit:7</c> kills this process (no handler runs) when the seventh span "commit" of
/// the app starts, <c>after:…</c> when it has ended well. "complete" is the host's own: the completion of a batch.
/// </summary>
internal static class KillPoint
{
    private static readonly string? s_at = Environment.GetEnvironmentVariable("LOCAL_KILL_AT");
    private static readonly ConcurrentDictionary<string, int> s_reached = [];

    public static void Listen()
    {
        if (s_at is null) return;
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Pulso",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = span => Reach("before", span.OperationName),
            ActivityStopped = span => Reach(span.Status == ActivityStatusCode.Error ? "failed" : "after", span.OperationName),
        });
    }

    public static void Reach(string moment, string name)
    {
        if (s_at is null) return;
        var point = $"{moment}:{name}";
        if (s_at != $"{point}:{s_reached.AddOrUpdate(point, 1, (_, reached) => reached + 1)}") return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite); // Nothing more happens here, however long the signal takes.
    }
}
