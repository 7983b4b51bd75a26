using System.Text.Json;
using Pulso.Acceptance.Running;
using Pulso.Chaos.Faults;
using Pulso.Chaos.Running;
using Pulso.Chaos.Streams;
using Pulso.Events;

namespace Pulso.Chaos;

/// <summary>One tenant's events through a system under faults, which must end with the bytes of one that nothing disturbs.</summary>
/// <param name="struck">Where is noted what has struck.</param>
internal sealed class Round(Disturbed system, RoundEvents events, int seed, Struck struck)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Random random = new(seed);
    private readonly List<DeadLetter> dead = [];

    public async Task RunAsync(Undisturbed undisturbed)
    {
        var expected = undisturbed.PublishAsync(events);
        using var tenant = await events.TenantAsync(system.Workers[0].App);
        var poison = new Poison(system.Queue, events.Tenant);
        await DisturbAsync(poison);
        if (events.IsRebuilt)
            await RebuiltAsync(tenant);
        await tenant.DrainAsync();
        dead.AddRange(system.Queue.Dead(events.Tenant));
        CheckDeadLetters(poison);
        (await events.PublishAsync(tenant)).IsTheSameAs(await expected, "disturbed", "undisturbed");
    }

    private async Task DisturbAsync(Poison poison)
    {
        using var sender = new Sender(system, events.Tenant, new Random(random.Next()), struck);
        var strikes = new Strikes(system, events, sender, poison, new Random(random.Next()), struck);
        foreach (var worker in system.Workers)
            worker.Struck = struck;
        var faults = system.Storage.Faults = new StorageFaults(new Random(random.Next()), struck, [.. events.Refused.Select(line => Rows.OfTimeline(line.Frame.Key)).Distinct()]);

        int half = events.Early.Count / 2;
        await Task.WhenAll(strikes.FirstHalfAsync(), sender.SendAsync([.. events.Early.Take(half)], () => strikes.Progress));
        strikes.ResubmitBuried();
        await RecreateQueueAsync(strikes);
        await Task.WhenAll(strikes.SecondHalfAsync(), sender.SendAsync([.. events.Early.Skip(half)], () => strikes.Progress));
        strikes.ResubmitBuried();
        foreach (var worker in system.Workers)
            await worker.CalmAsync();
        faults.IsSilentOnce = events.Silence;
        await sender.SendAsync(events.Late, () => 1);
        struck.Add(Fault.Late, events.Late.Count);
        struck.Add(Fault.CustomerChanged, events.Wanderers.Count(line => line.Frame.Event.Type == EventTypes.ContactClassified));

        await DrainedAsync();
        await faults.SilenceOver;
        if (events.Heavy.Count > 0 && system.Storage.BytesTo(Rows.Partition(events.Tenant, poison.PartitionOf(events.Heavy[0].Frame))) > 4 * 1_048_576)
            struck.Add(Fault.HugeBatch);
        faults.IsCalm = true;
    }

    /// <summary>A drained queue is made anew, with sequence numbers from 1, while the processes are away.</summary>
    private async Task RecreateQueueAsync(Strikes strikes)
    {
        await DrainedAsync();
        foreach (var worker in system.Workers)
        {
            worker.Arm(strikes.AnyPoint());
            await worker.GoAsync();
        }
        Assert.Equal(0, system.Queue.Live);
        dead.AddRange(system.Queue.Dead(events.Tenant));
        system.Queue.Remove();
        struck.Add(Fault.QueueRecreated);
        await Task.WhenAll(system.Workers.Select(worker => worker.ComeAsync()));
        await Wait.UntilAsync(() => system.Queue.IsThere);
    }

    private Task<string> DrainedAsync() => Wait.ForAsync(
        () => Task.FromResult(system.Queue.Live == 0 ? "drained" : null),
        () => string.Join('\n', system.Workers.Select(worker => worker.App.Output)), Patience);

    /// <summary>Asks for the rebuild once more, should its mark have got lost or nobody have heard; and waits until the new figures serve.</summary>
    private static async Task RebuiltAsync(Tenant tenant)
    {
        if (await PhaseAsync(tenant) is not "Done")
            Assert.Equal(202, (await tenant.PostAsync("rebuild")).Status);
        await Wait.ForAsync(
            async () =>
            {
                string phase = await PhaseAsync(tenant);
                Assert.True(phase is not ("Failed" or "Differing"), (await tenant.GetAsync("generations")).Text);
                return phase == "Done" ? phase : null;
            },
            patience: Patience);
    }

    /// <summary>How far the last rebuild is; empty where there was none.</summary>
    private static async Task<string> PhaseAsync(Tenant tenant)
    {
        var last = (await tenant.GetAsync("generations")).Json.GetProperty("generations").EnumerateArray().Last();
        return last.TryGetProperty("rebuild", out var rebuild) && rebuild.ValueKind == JsonValueKind.Object ? rebuild.GetProperty("phase").GetString()! : "";
    }

    /// <summary>What had to be rejected was, with its reason, and nothing else.</summary>
    private void CheckDeadLetters(Poison poison)
    {
        var byReason = dead.ToLookup(letter => letter.Reason, letter => letter.Body);
        HashSet<UInt128> Rejected(string reason) => [.. byReason[reason].SelectMany(body => Frame.Decode(body)).Select(frame => frame.Event.Id)];
        HashSet<UInt128> Ids(IEnumerable<Line> lines) => [.. lines.Select(line => line.Frame.Event.Id)];
        Assert.Equal(poison.Ids.ToHashSet(), Rejected("cannot-be-applied"));
        Assert.Equal(Ids(events.Refused), Rejected("refused-by-store"));
        Assert.Equal(
            poison.Unreadable.Select(Convert.ToHexString).ToHashSet(), byReason["unreadable"].Select(body => Convert.ToHexString(body)).ToHashSet());
        Assert.Subset(Ids(events.TooLarge), Rejected("timeline-too-large"));
        struck.Add(Fault.TimelineTooLarge, byReason["timeline-too-large"].Count());
        Assert.Empty(byReason.Select(reason => reason.Key).Except(["cannot-be-applied", "refused-by-store", "unreadable", "timeline-too-large"]));
    }
}
