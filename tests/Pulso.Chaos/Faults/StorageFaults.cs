using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Pulso.Chaos.Faults;

/// <summary>Decides by chance what becomes of each request to the storage.</summary>
/// <param name="refused">Row keys that the storage refuses for good.</param>
internal sealed class StorageFaults(Random random, Struck struck, IReadOnlyCollection<string> refused)
{
    private const int OneIn = 10;

    // The app's clients wait for 15 seconds.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan GivenUp = TimeSpan.FromSeconds(10);

    private readonly Lock guard = new();
    private int silences;
    private Task silence = Task.CompletedTask;

    /// <summary>True to say nothing to the next commit: that costs its client 15 seconds.</summary>
    public bool IsSilentOnce { set => silences = value ? 1 : 0; }

    /// <summary>True to let nothing more go wrong by chance. What is refused for good stays so: an overtaken process may try it still.</summary>
    public bool IsCalm { get; set; }

    /// <summary>Completes when the client has given up, if there was a silence.</summary>
    public Task SilenceOver => Volatile.Read(ref silence);

    /// <summary>True if the storage never takes it.</summary>
    public bool Refuses(StorageRequest request) => refused.Any(request.Writes);

    public async Task AnswerAsync(HttpContext context, StorageRequest request, Func<Task<StorageAnswer>> send)
    {
        if (request.BeginsPending)
            struck.Add(Fault.PendingRecord);
        if (Refuses(request))
        {
            struck.Add(Fault.StoreRefusal);
            var refusal = Any(2) == 0 ? StorageAnswer.InnerError(413, "RequestBodyTooLarge") : StorageAnswer.InnerError(400, "PropertyValueTooLarge");
            await refusal.WriteAsync(context.Response);
            return;
        }
        switch (Next(request))
        {
            case null:
                await (await send()).WriteAsync(context.Response);
                break;
            case Fault.AnswerLost:
                await send();
                struck.Add(Fault.AnswerLost);
                context.Abort();
                break;
            case Fault.StorageTimeout:
                await (silence = StaySilentAsync(context, send));
                break;
            case { } fault:
                struck.Add(fault);
                await Refusal(fault, request).WriteAsync(context.Response);
                break;
        }
    }

    private Fault? Next(StorageRequest request)
    {
        if (request.Partition is not null && Interlocked.Exchange(ref silences, 0) > 0)
            return Fault.StorageTimeout;
        if (IsCalm || Any(OneIn) > 0)
            return null;
        Fault[] possible =
        [
            Fault.Storage500, Fault.Storage503, Fault.Storage429, Fault.AnswerLost,
            .. request.IsConditional ? [Fault.Storage412, Fault.Storage412, Fault.Storage412] : Array.Empty<Fault>(), // few are
            .. request.IsTransaction ? [Fault.InnerFault, Fault.InnerFault, Fault.AnswerLost] : Array.Empty<Fault>(),
        ];
        return possible[Any(possible.Length)];
    }

    private async Task StaySilentAsync(HttpContext context, Func<Task<StorageAnswer>> send)
    {
        if (Any(2) == 0)
            await send(); // carried out: only the answer is missing
        var watch = Stopwatch.StartNew();
        try
        {
            await Task.Delay(Silence, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Given up, and not killed.
            if (watch.Elapsed > GivenUp)
                struck.Add(Fault.StorageTimeout);
        }
        context.Abort();
    }

    private StorageAnswer Refusal(Fault fault, StorageRequest request)
    {
        var (status, code) = (fault == Fault.InnerFault ? (Fault)((int)Fault.Storage500 + Any(4)) : fault) switch
        {
            Fault.Storage500 => (500, "InternalError"),
            Fault.Storage503 => (503, "ServerBusy"),
            Fault.Storage429 => (429, "TooManyRequests"),
            _ => (412, "UpdateConditionNotSatisfied"),
        };
        return fault == Fault.InnerFault || (status == 412 && request.IsTransaction)
            ? StorageAnswer.InnerError(status, code)
            : StorageAnswer.Error(status, code, request.IsOfTables);
    }

    private int Any(int below)
    {
        lock (guard)
            return random.Next(below);
    }
}
