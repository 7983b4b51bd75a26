using System.Diagnostics;
using System.Globalization;
using Pulso.Acceptance.Running;
using Pulso.Chaos.Running;
using Pulso.Chaos.Streams;

namespace Pulso.Chaos.Faults;

/// <summary>What strikes the system while it works, one after the other in an order by chance.</summary>
internal sealed class Strikes(Disturbed system, RoundEvents events, Sender sender, Poison poison, Random random, Struck struck)
{
    /// <summary>How far the clock jumps at most, both ways.</summary>
    public static readonly TimeSpan FarthestJump = TimeSpan.FromDays(3);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);
    private const int Attempts = 3;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly string[] Spans = ["commit", "derive", "archive", "complete"];

    private readonly List<QueuedMessage> buried = [];
    private int done;
    private int planned = 1;

    /// <summary>How much has struck, from 0 to 1.</summary>
    public double Progress => (double)done / planned;

    public Task FirstHalfAsync() => StrikeAsync(
        RefuseQueueAsync, JumpClockAsync, LoseLockAsync, LoseLockAsync, OvertakeAsync, () => KillAsync(0), BuryAsync, PublishAsync,
        () => PoisonAsync(Fault.PoisonFirst, events.Neighbours[0]), () => PoisonAsync(Fault.PoisonMiddle, events.Neighbours[1]), UnreadableAsync);

    public Task SecondHalfAsync() => StrikeAsync(
        RefuseQueueAsync, JumpClockAsync, LoseLockAsync, LoseLockAsync, OvertakeAsync, () => KillAsync(1), BuryAsync, RepeatAppliedAsync,
        () => PoisonAsync(Fault.PoisonLast, events.Neighbours[2]), () => PoisonAsync(Fault.PoisonAlone, []), SendHeavyAsync, PublishAsync, RebuildAsync);

    /// <summary>An operator sends again what lies on the dead-letter side and was never applied.</summary>
    public void ResubmitBuried()
    {
        foreach (var message in buried)
            system.Queue.Resubmit(message);
        struck.Add(Fault.ResubmittedBeforeApplied, buried.Count);
        buried.Clear();
    }

    /// <summary>A point of the work at which a process is to kill itself.</summary>
    public string AnyPoint()
    {
        string[] spans = system.Gathers ? [.. Spans, "empty"] : Spans;
        string span = spans[random.Next(spans.Length)];
        return $"{(random.Next(2) == 0 ? "before" : "after")}:{span}:{random.Next(1, span == "commit" ? 12 : 4)}";
    }

    private async Task StrikeAsync(params Func<Task>[] strikes)
    {
        random.Shuffle(strikes);
        (done, planned) = (0, strikes.Length);
        try
        {
            foreach (var strike in strikes)
            {
                await strike();
                await Task.Delay(random.Next(100));
                done++;
            }
        }
        finally
        {
            done = planned; // whoever waits for progress must not wait for one that failed
        }
    }

    private async Task KillAsync(int worker)
    {
        system.Workers[worker].Arm(AnyPoint());
        await Task.Delay(random.Next(100));
        await system.Workers[worker].KillAsync();
        struck.Add(Fault.KilledAtRandom);
    }

    private async Task RefuseQueueAsync()
    {
        int before = struck[Fault.QueueRefused];
        await File.WriteAllTextAsync(system.Refusal, "");
        await UntilAsync(() => struck[Fault.QueueRefused] > before);
        File.Delete(system.Refusal);
    }

    private async Task JumpClockAsync()
    {
        int before = struck[Fault.ClockJumped];
        int seconds = random.Next(600, (int)FarthestJump.TotalSeconds) * (random.Next(2) == 0 ? 1 : -1);
        sender.MayBeRefused = true;
        await File.WriteAllTextAsync(system.Clock + ".new", seconds.ToString(CultureInfo.InvariantCulture));
        File.Move(system.Clock + ".new", system.Clock, overwrite: true); // at once: nobody reads half of it
        await UntilAsync(() => struck[Fault.ClockJumped] > before);
        File.Delete(system.Clock);
    }

    private async Task LoseLockAsync()
    {
        if (await UntilAsync(() => system.Queue.LoseLock()))
            struck.Add(Fault.LockLost);
    }

    /// <summary>Until it succeeds: the other process may have its hands full.</summary>
    private async Task OvertakeAsync()
    {
        int before = struck[Fault.ZombieFenced];
        for (int attempt = 0; attempt < Attempts && struck[Fault.ZombieFenced] == before; attempt++)
            await TryOvertakeAsync();
    }

    /// <summary>Holds a commit, takes the session from its process, and lets go when another process has written the partition.</summary>
    private async Task TryOvertakeAsync()
    {
        var zombie = new Zombie(events.Tenant, struck);
        system.Storage.Zombie = zombie;
        if (await Task.WhenAny(zombie.Held, Task.Delay(Patience)) == zombie.Held)
        {
            int partition = int.Parse((await zombie.Held).Split('.')[^1], CultureInfo.InvariantCulture);
            system.Queue.LoseLock(Disturbed.SessionOf(events.Tenant, partition));
            await Task.WhenAny(zombie.Ended, Task.Delay(3 * Patience));
        }
        system.Storage.Zombie = null;
    }

    private async Task BuryAsync() => await UntilAsync(() =>
    {
        if (system.Queue.Bury() is not { } message)
            return false;
        buried.Add(message);
        return true;
    });

    /// <summary>A message that was applied comes once more, as from the dead-letter side.</summary>
    private async Task RepeatAppliedAsync()
    {
        QueuedMessage? message = null;
        if (!await UntilAsync(() => (message = system.Queue.Any()) is not null) || !await UntilAsync(() => !system.Queue.IsLive(message!), 5 * Patience))
            return;
        system.Queue.Resubmit(message!);
        struck.Add(Fault.ResubmittedAfterApplied);
    }

    private Task PoisonAsync(Fault place, IReadOnlyList<Line> neighbours)
    {
        poison.Send(place, neighbours);
        struck.Add(place);
        return Task.CompletedTask;
    }

    private Task UnreadableAsync()
    {
        poison.SendUnreadable();
        struck.Add(Fault.Unreadable);
        return Task.CompletedTask;
    }

    private Task SendHeavyAsync()
    {
        if (events.Heavy.Count > 0)
            poison.SendAtOnce(events.Heavy);
        return Task.CompletedTask;
    }

    private Task PublishAsync() => AskAsync($"snapshots/{events.Days()[0]:yyyy-MM-dd}", 200, Fault.PublishedAmid);

    private Task RebuildAsync() => events.IsRebuilt ? AskAsync("rebuild", 202, Fault.RebuiltAmid) : Task.CompletedTask;

    /// <summary>Asks the app for something until it does so: the process may die over it, or its storage fail.</summary>
    private async Task AskAsync(string path, int status, Fault fault)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < 5 * Patience; await Task.Delay(Look))
        {
            if (!await TryAskAsync(system.Workers[random.Next(2)], path, status))
                continue;
            struck.Add(fault);
            return;
        }
    }

    private async Task<bool> TryAskAsync(Worker worker, string path, int status)
    {
        using var tenant = new Tenant(worker.App, events.Tenant);
        try
        {
            return (await tenant.PostAsync(path)).Status == status;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false; // killed just now: what is asked in the end puts everything right
        }
    }

    private static async Task<bool> UntilAsync(Func<bool> holds, TimeSpan? patience = null)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < (patience ?? Patience); await Task.Delay(Look))
        {
            if (holds())
                return true;
        }
        return false;
    }
}
