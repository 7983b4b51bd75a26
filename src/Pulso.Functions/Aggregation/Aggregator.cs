using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Pulso.Alerts;
using Pulso.Events;
using Pulso.Functions.Alerts;
using Pulso.Functions.Erasures;
using Pulso.Functions.Generations;
using Pulso.Functions.Partitions;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Aggregation;

/// <summary>Applies a batch of messages, or of rows of an inbox: partitions in parallel, then derived events and the archive; marks when all of it is settled.</summary>
/// <remarks>
/// Everything can happen twice without harm, so every failure of the store is answered alike: forget what is in memory,
/// read the head anew, apply again.
/// </remarks>
public sealed class Aggregator(
    PartitionStore store, PartitionWriter writer, PartitionCache cache, EventQueue queue, Inbox inbox, WakeUps wakeUps, Archive archive, Marks marks,
    TenantDirectory tenants, Following following, Rebuild rebuild, Renaming renaming, PseudonymKeys keys, AlertRaiser alerts, Deployment deployment, Operations operations,
    TimeProvider clock)
{
    /// <returns>What was read, with the messages that go to the dead-letter side; all the others may be completed.</returns>
    public async Task<Batch> ApplyAsync(IReadOnlyList<ServiceBusReceivedMessage> messages, CancellationToken cancel)
    {
        string session = messages[0].SessionId;
        var batch = Batch.Read(messages);
        NoteLag(session, messages.Min(message => message.EnqueuedTime));
        await ApplyAsync(batch, session, cancel);
        foreach (var (letter, count) in batch.DeadLetters.SelectMany(letter => letter.Sources.Select(source => (letter.Reason, Source: source))).CountBy(of => of))
            operations.Rejected.Add(letter.Reason, letter.Source, count);
        if (batch.Woken is { } tenant && Deployment.LaneOf(session) == Lane.Live)
            await EmptyInboxAsync(tenant, session, whole: batch.Marks.Count > 0, cancel);
        return batch;
    }

    private async Task ApplyAsync(Batch batch, string session, CancellationToken cancel)
    {
        foreach (var ((tenant, generation), delivery) in batch.Events)
        {
            if (await Outage.Retries.ExecuteAsync(async token => await tenants.FindAsync(tenant, token), cancel) is not { } settings)
                batch.Refuse(delivery);
            else if (generation is null)
                await ApplyLiveAsync(await LatestAsync(settings, delivery.Frames, cancel), delivery, batch.Archived, session, cancel);
            else
                await ApplyToAsync(tenant, generation.Value, delivery.Frames, Deployment.LaneOf(session), cancel);
        }
    }

    /// <summary>Applies what waits in a session's inbox, some hundred rows at a time; they go when they are settled.</summary>
    /// <param name="whole">True to go on until nothing is left; false to let other sessions have their turn before the next rows.</param>
    private async Task EmptyInboxAsync(string tenant, string session, bool whole, CancellationToken cancel)
    {
        bool more;
        do
        {
            (var rows, more) = await Outage.Retries.ExecuteAsync(async token => await inbox.ReadAsync(tenant, session, token), cancel);
            var batch = Batch.Read(rows);
            if (rows.Count > 0)
                NoteLag(session, rows[0].Since);
            await ApplyAsync(batch, session, cancel);
            if (batch.Returned.Count > 0)
                await queue.SendBackAsync(batch.Returned, cancel);
            await Outage.Retries.ExecuteAsync(async token => await inbox.RemoveAsync(rows, token), cancel);
        }
        while (more && whole);
        if (more)
            await wakeUps.WakeAsync(tenant, session, cancel);
    }

    /// <summary>How long the oldest of a session's events has waited.</summary>
    private void NoteLag(string session, DateTimeOffset since) =>
        operations.SessionLag.Record(Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds), new KeyValuePair<string, object?>("session", session));

    /// <summary>Notes the marks of a batch whose dead letters are where they belong: whoever waits for a mark counts them too.</summary>
    public async Task PassMarksAsync(Batch batch, string session, CancellationToken cancel)
    {
        foreach (var mark in batch.Marks)
        {
            if (mark is { Generation: { } next, Follows: true } && await LatestAsync(mark.Tenant, cancel) is { } serving)
                await following.BeginAsync(serving, session, next, cancel);
            await Outage.Retries.ExecuteAsync(async token => await marks.PassedAsync(mark.Tenant, mark.Name, session, token), cancel);
            if (mark.Generation is { } generation)
                await rebuild.GoOnAsync(mark.Tenant, generation, session, cancel);
        }
    }

    /// <summary>The settings as they are, where an event's pseudonyms are under more keys than they know of: somebody else knows of a switch already.</summary>
    private async Task<TenantSettings> LatestAsync(TenantSettings settings, List<Frame> frames, CancellationToken cancel) =>
        frames.Exists(frame => frame.Keys > settings.Generation.Keys) ? await LatestAsync(settings.Tenant, cancel) ?? settings : settings;

    /// <summary>The settings as they are stored now; null for a tenant that is no more.</summary>
    private async Task<TenantSettings?> LatestAsync(string tenant, CancellationToken cancel) =>
        (await Outage.Retries.ExecuteAsync(async token => await tenants.ReadAsync(tenant, token), cancel))?.Serving();

    /// <summary>Applies what is live: to the serving generation, and where a partition's head says so to the one under construction too.</summary>
    private async Task ApplyLiveAsync(TenantSettings settings, Delivery came, HashSet<Frame> archived, string session, CancellationToken cancel)
    {
        string tenant = settings.Tenant;
        var lane = Deployment.LaneOf(session);
        var pseudonyms = keys.Of(settings);
        var toArchive = came.Frames.Where(frame => !archived.Contains(frame)).Select(pseudonyms.Wrap).ToList();
        var frames = toArchive.Concat(came.Frames.Where(archived.Contains).Select(pseudonyms.Wrap)).ToList();
        AssureKnown(settings);
        bool isOnlyRead = settings.Generation.Rules < deployment.Rules;
        var applied = isOnlyRead ? await ReadAsync(settings, frames, cancel) : await ApplyAsync(settings, frames, cancel);
        if (applied.Any(group => group.Partition.Head.IsClosed) && await LatestAsync(tenant, cancel) is { } latest && latest.Generation.Number != settings.Generation.Number)
        {
            await ApplyLiveAsync(latest, came, archived, session, cancel); // another generation serves, and this one was dropped
            return;
        }
        var left = applied.SelectMany(group => group.Rejected).ToHashSet<Frame>(ReferenceEqualityComparer.Instance);
        int follower = applied.Select(group => group.Partition.Head.Follower).DefaultIfEmpty().Max(); // a lower one was dropped
        bool isFollowed = follower > settings.Generation.Number;
        var rename = isFollowed ? await Outage.Retries.ExecuteAsync(async token => await renaming.IntoAsync(tenant, follower, token), cancel) : frame => frame;
        if (isFollowed)
            await ApplyToAsync(tenant, follower, Kept(applied.Where(group => group.Partition.Head.Follower == follower).SelectMany(group => group.Frames)), lane, cancel);
        var kept = Kept(toArchive).ToList();
        await Task.WhenAll( // nothing of one depends on the other, and each takes its time
            isOnlyRead ? Task.CompletedTask : SendDerivedAsync(settings, applied, lane, cancel),
            RaiseAsync(settings, [.. frames.Where(AlertTelling.Is)], cancel),
            Outage.Retries.ExecuteAsync(async token => await archive.WriteAsync(tenant, came.Since, session, kept, token), cancel).AsTask());

        IEnumerable<Frame> Kept(IEnumerable<Frame> some) =>
            some.Where(frame => !frame.Event.Type.IsDerived && !left.Contains(frame)).Select(frame => rename(frame));
    }

    /// <summary>Applies events to one generation alone; one that was dropped meanwhile needs nothing.</summary>
    private async Task ApplyToAsync(string tenant, int generation, IEnumerable<Frame> frames, Lane lane, CancellationToken cancel)
    {
        if (await Outage.Retries.ExecuteAsync(async token => await tenants.FindAsync(tenant, generation, token), cancel) is { } settings)
        {
            AssureKnown(settings);
            if (settings.Generation.Rules < deployment.Rules)
                return;
            await SendDerivedAsync(settings, await ApplyAsync(settings, frames.Select(keys.Of(settings).Wrap), cancel), lane, cancel);
            await RaiseAsync(settings, [.. frames.Where(AlertTelling.Is)], cancel);
        }
    }

    /// <summary>Figures of newer rules are for an app that knows them: while one takes the place of another, it is given the messages again.</summary>
    private void AssureKnown(TenantSettings settings)
    {
        if (settings.Generation.Rules > deployment.Rules)
            throw new InvalidOperationException(
                $"The figures of {settings.Tenant} are computed by rules {settings.Generation.Rules}, and this app has {deployment.Rules}: finish the upgrade.");
    }

    /// <summary>The partitions that events are for, as they are: figures of older rules are only read.</summary>
    private async Task<IReadOnlyCollection<AppliedEvents>> ReadAsync(TenantSettings settings, IEnumerable<Frame> frames, CancellationToken cancel)
    {
        var read = new ConcurrentBag<AppliedEvents>();
        var byPartition = frames.Where(frame => TimelineFold.IsKept(frame)).GroupBy(frame => deployment.PartitionOf(settings, frame.Key));
        await Parallel.ForEachAsync(byPartition, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancel }, async (group, token) =>
            read.Add(new AppliedEvents(await Outage.Retries.ExecuteAsync(async again => await store.LoadAsync(group.Key, again), token), [.. group], [])));
        return read;
    }

    /// <summary>Raises what timelines tell of alerts; those of a generation under construction say nothing that the serving one does not.</summary>
    private async Task RaiseAsync(TenantSettings settings, IReadOnlyList<Frame> told, CancellationToken cancel)
    {
        if (told.Count > 0 && (await tenants.FindAsync(settings.Tenant, cancel))?.Generation.Number == settings.Generation.Number)
            await Outage.Retries.ExecuteAsync(async token => await alerts.TakeAsync(settings, told, token), cancel);
    }

    private async Task<IReadOnlyCollection<AppliedEvents>> ApplyAsync(TenantSettings settings, IEnumerable<Frame> frames, CancellationToken cancel)
    {
        var applied = new ConcurrentBag<AppliedEvents>();
        var byPartition = frames.Where(frame => TimelineFold.IsKept(frame)).GroupBy(frame => deployment.PartitionOf(settings, frame.Key));
        await Parallel.ForEachAsync(byPartition, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancel }, async (group, token) =>
        {
            var (partition, rejections) = await ApplyAsync(settings.Tenant, group.Key, [.. group], null, settings, token);
            applied.Add(new AppliedEvents(partition, [.. group], [.. rejections.Select(rejection => rejection.Frame)]));
        });
        return applied;
    }

    /// <summary>Applies a partition's events. What the store refuses for good is found by halving, so that the others are committed.</summary>
    /// <param name="known">The partition, where it has just been written.</param>
    private async Task<(Partition Partition, IReadOnlyList<Rejection> Rejections)> ApplyAsync(
        string tenant, string key, List<Frame> frames, Partition? known, TenantSettings settings, CancellationToken cancel)
    {
        try
        {
            return await TryApplyAsync(tenant, key, frames, known, settings, cancel);
        }
        catch (RefusedException) when (frames.Count > 1)
        {
            // By timeline, so that as few as possible are written in two steps, or read twice.
            List<Frame> ordered = [.. frames.OrderBy(frame => frame.Key.Hash)];
            var (between, first) = await ApplyAsync(tenant, key, ordered[..(frames.Count / 2)], null, settings, cancel);
            var (partition, second) = await ApplyAsync(tenant, key, ordered[(frames.Count / 2)..], between, settings, cancel);
            return (partition, [.. first, .. second]);
        }
        catch (RefusedException refusal)
        {
            return await Outage.Retries.ExecuteAsync(
                async token =>
                {
                    var partition = await store.LoadAsync(key, token);
                    return (partition, (IReadOnlyList<Rejection>)[await writer.RejectAsync(settings, partition, frames[0], refusal, token)]);
                },
                cancel);
        }
    }

    /// <summary>Applies to what is in memory; where that fails, carefully to what the store holds.</summary>
    private async Task<(Partition Partition, IReadOnlyList<Rejection> Rejections)> TryApplyAsync(
        string tenant, string key, List<Frame> frames, Partition? known, TenantSettings settings, CancellationToken cancel)
    {
        try
        {
            // Taken out, so that a failure leaves nothing behind that might not be what the store holds.
            var partition = known ?? cache.Take(key) ?? await LoadAsync(settings, key, cancel);
            return (partition, await writer.ApplyAsync(tenant, partition, frames, settings, careful: false, cancel));
        }
        catch (Exception error) when (Outage.Is(error) && !cancel.IsCancellationRequested)
        {
            return await Outage.Retries.ExecuteAsync(
                async token =>
                {
                    var partition = await LoadAsync(settings, key, token);
                    return (partition, await writer.ApplyAsync(tenant, partition, frames, settings, careful: true, token));
                },
                cancel);
        }
    }

    /// <summary>A partition as it is stored. Closed ones open again where the tenant's document says that their generation is there: an older document was put back.</summary>
    private async Task<Partition> LoadAsync(TenantSettings settings, string key, CancellationToken cancel)
    {
        var partition = await store.LoadAsync(key, cancel);
        if (partition.Head.IsClosed && (await tenants.ReadAsync(settings.Tenant, cancel))?.Generations.IsFilled(settings.Generation.Number) == true)
            await store.CommitAsync(partition, partition.Head.Opened(), [], cancel);
        return partition;
    }

    private async Task SendDerivedAsync(TenantSettings settings, IReadOnlyCollection<AppliedEvents> applied, Lane lane, CancellationToken cancel)
    {
        var derived = applied.SelectMany(group => group.Partition.Head.Outbox).ToList();
        if (derived.Count > 0)
        {
            using var span = Operations.Spans.StartActivity("derive");
            await Outage.Retries.ExecuteAsync(async token => await queue.SendOutboxAsync(settings, derived, lane, token), cancel);
        }
        foreach (var (partition, _, _) in applied)
        {
            PartitionWriter.Sent(partition);
            if (!partition.Head.IsClosed) // it may open again
                cache.Return(partition);
        }
    }

    /// <summary>What was applied to a partition, and what of it was rejected.</summary>
    private sealed record AppliedEvents(Partition Partition, IReadOnlyList<Frame> Frames, IReadOnlyList<Frame> Rejected);
}
