using Microsoft.AspNetCore.Http;

namespace Pulso.Chaos.Faults;

/// <summary>One commit that is held on its way until another process has written its partition: only the head's ETag can refuse it then.</summary>
internal sealed class Zombie(string tenant, Struck struck)
{
    // Below the 15 seconds after which the client gives up.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(12);

    private readonly TaskCompletionSource<string> held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource overtaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int taken;

    /// <summary>The partition whose commit is held.</summary>
    public Task<string> Held => held.Task;

    /// <summary>Completes when it has its answer.</summary>
    public Task Ended => ended.Task;

    /// <summary>Holds the first commit that comes until it is overtaken; false for every other.</summary>
    public async Task<bool> HoldsAsync(StorageRequest request)
    {
        if (request.Partition is not { } partition || !partition.StartsWith(tenant + '.', StringComparison.Ordinal) || Interlocked.Exchange(ref taken, 1) == 1)
            return false;
        held.SetResult(partition);
        await Task.WhenAny(overtaken.Task, Task.Delay(Longest));
        return true;
    }

    public void Passed(string partition)
    {
        if (held.Task.IsCompletedSuccessfully && held.Task.Result == partition)
            overtaken.TrySetResult();
    }

    /// <summary>Gives the zombie its answer.</summary>
    public async Task EndAsync(StorageAnswer answer, HttpResponse response)
    {
        if (overtaken.Task.IsCompleted && answer.InnerStatus is 409 or 412)
            struck.Add(Fault.ZombieFenced);
        ended.SetResult();
        await answer.WriteAsync(response);
    }
}
