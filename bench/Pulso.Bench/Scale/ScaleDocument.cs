using System.Globalization;
using Pulso.Bench.Report;
using Pulso.Bench.Running;

namespace Pulso.Bench.Scale;

/// <summary>What the simulation says of the deployed shape: <c>docs/scale.md</c>.</summary>
internal static class ScaleDocument
{
    private const double SecondsPerDay = 86_400;
    private const double Peak = 3; // the busiest hour has an eighth of a day's events

    private const double Full = 0.9;

    private static readonly (string Name, double EventsPerDay)[] Loads = [("1 M", 1e6), ("10 M", 1e7), ("100 M", 1e8)];

    private static readonly (string Name, Limits Limits)[] Places =
    [
        ("Standard, 1 account", Limits.Standard),
        ("Premium 1 unit, 1 account", Limits.Premium(1)),
        ("Premium 4 units, 1 account", Limits.Premium(4)),
        ("Premium 8 units, 2 accounts", Limits.Premium(8).WithAccounts(2)),
    ];

    // A full inbox whose rows are spread over the partitions of a session, which commit side by side: head and cells beside the timelines.
    private static double FullInboxMs(Shape shape) =>
        Limits.AcceptMs + (Limits.EventMs * Shape.InboxSize) + Limits.CommitMs + (Limits.CommitRowMs * (2 + (Shape.InboxSize * shape.Sessions / shape.Partitions)))
        + Limits.AfterCommitMs + Limits.InboxMs(Shape.InboxSize);

    // The same for a batch whose rows are all of one partition, at what a partition allows.
    private static double WorstBatchMs(Shape shape) =>
        Limits.AcceptMs + (Limits.EventMs * Shape.InboxSize) + (1_000 * (2 + Shape.InboxSize) / shape.Limits.PartitionEntitiesPerSecond) + Limits.AfterCommitMs + Limits.InboxMs(Shape.InboxSize);

    /// <param name="derived">Derived events for each accepted one, as counted on a stream.</param>
    /// <param name="stream">That stream.</param>
    public static string Of(double derived, string stream)
    {
        var twenty = new Shape(0, Tenants: 20, Deployed.Sessions, Partitions: 256, Instances: 1, derived, Limits.Standard);
        return string.Create(CultureInfo.InvariantCulture, $"""
            # How far it goes

            A simulation, not a measurement: the deployed shape event by event, with the services' published limits and assumed answer times. The same command gives the
            same tables: `dotnet run -c Release --project bench/Pulso.Bench -- --scale`. What one machine does, measured, is in [bench/results.md](../bench/results.md).

            ## What is assumed

            | what | value | from |
            | --- | --- | --- |
            | events a second at the busiest hour | {Peak:0} × the day's mean | a day with an eighth of its events in one hour |
            | requests | one event each | most vendors send so; batches of many events only make it cheaper |
            | arrivals | by chance (Poisson), the events divided evenly among tenants and sessions; {Simulation.WarmUpMs / 1_000:0} s until it has settled, then {Simulation.MeasuredMs / 1_000:0} s that count | assumed |
            | webhooks | {Limits.AnswerMs:0} ms each, {Limits.Requests} at once on an instance of their own | assumed; Flex Consumption scales them apart |
            | inboxes | a row an event, put and removed; each session woken every {twenty.GatherMs / 1_000:0} s by a message, which each process sends that has put something, and of which the broker drops all but one, {Simulation.LeadMs / 1_000:0} s ahead at least | as deployed ([decision 020](decisions/020-gather-in-inboxes.md)) |
            | derived events | {derived:0.00} for each accepted one, a row (or a message) each | counted on {stream}, event by event |
            | Service Bus Standard | 1,000 credits a second a namespace; a message costs one to send and one to receive | published |
            | Service Bus Premium | 1,000 messages a second and unit | a careful reading of published guidance: measure yours |
            | Table account, Table partition | 20,000 and 2,000 entities a second | published targets |
            | to accept a session, commit, send, archive, settle | {Limits.AcceptMs:0}, {Limits.CommitMs:0} + {Limits.CommitRowMs:0.0} a row, {Limits.SendMs:0}, {Limits.ArchiveMs:0}, {Limits.SettleMs:0} ms | assumed, within one region; what is sent and the archive go side by side |
            | to read an inbox and remove its rows | {Limits.ReadMs:0} ms, and a commit for every {Limits.Together} rows | assumed |
            | to read, fold and pack an event | {Limits.EventMs} ms | assumed, far more than [measured](../bench/results.md) |
            | locks | a session's for 5 minutes, a batch's deadline at 4 (`infra/main.bicep`, `Aggregate.cs`): the longest batch takes {WorstBatchMs(twenty):0} ms, so that outages and retries have minutes before a lock is lost | computed |
            | batches | at most {Shape.InboxSize} rows of an inbox, or {Shape.BatchSize} messages of one session; one batch at a time on an instance | `Inbox.cs`; host.json; the listener |
            | rows | two for each partition of a batch (head, cells), one for each event, and its two of the inbox | counted: 3 an event at live pace without inboxes |

            A deployment is **live** while 99 of 100 events are in the figures within {Shape.LiveMs / 1_000:0} s of their 202, and its queue does not grow.

            ## A day's load

            20 tenants, {Deployed.Sessions} sessions and 256 partitions each, and the fewest instances that are live:

            {Table.Of(["events a day", "at the peak, a second", "place", "instances for webhooks", "for batches", "median lag", "99 %", "events a batch", "rows an event", "messages an event"], [.. Loads.SelectMany(load => Days(load, twenty))])}
            ## The knee

            The highest rate at which {Deployed.Instances} instances (as many as `prod` may have) are live, with inboxes and without (each event a message), and what ends it:

            {Table.Of(["place", "inboxes", "events/s", "events a day at that peak", "the broker's share", "the account's share", "instances busy", "what ends it"], [.. Places.SelectMany(place => new[] { twenty.GatherMs, 0 }.Select(gatherMs => KneeOf(place, twenty with { Instances = Deployed.Instances, GatherMs = gatherMs })))])}
            ## Many small tenants

            10 M events a day on Standard. Each session that has anything to do is a batch of its own, so that many sessions with little in each cost more instances:

            {Table.Of(["tenants", "sessions each", "instances", "median lag", "99 %", "events a batch", "rows an event", "messages an event"], [.. Small(twenty)])}
            ## What to change, and when

            1. **Up to the knee of Standard** nothing but instances: they follow the queue's length by themselves.
            2. **Without inboxes**, for figures within a second, the broker is the limit long before: Premium, one unit for some {100 * Math.Round(10 / (1 + derived)):#,0} events a second. Senders that put several events of a contact into one request are
               worth more than units.
            3. **When the account is the limit** more accounts: tenants are independent, so a deployment for some of them each, with its own account and namespace.
            4. **Many small tenants**: one session each (`Pulso__Sessions`) is enough for tenants with some hundred events a second, and costs the least ([cost.md](cost.md)). It is fixed once there is data, so choose it before.
            5. **One huge tenant**: more sessions and partitions; a session is served by one instance at a time, which takes {Shape.InboxSize} rows in about {FullInboxMs(twenty):0} ms; and its inbox, one partition of the table,
               allows {twenty.Limits.PartitionEntitiesPerSecond / 2:#,0} events a second, each put and removed.

            """);
    }

    private static IEnumerable<string[]> Days((string Name, double EventsPerDay) load, Shape twenty)
    {
        double rate = Peak * load.EventsPerDay / SecondsPerDay;
        foreach (var (name, limits) in Places)
        {
            if (Knee.FewestInstances(twenty with { EventsPerSecond = rate, Limits = limits }) is not { } shape)
            {
                yield return [load.Name, Table.Number(rate), name, "", "not live", "", "", "", "", ""];
                continue;
            }
            yield return [load.Name, Table.Number(rate), name, $"{shape.WebhookInstances}", .. Cells(shape)];
            yield break;
        }
    }

    private static string[] KneeOf((string Name, Limits Limits) place, Shape shape)
    {
        var knee = Knee.HighestRate(shape with { Limits = place.Limits });
        var outcome = Knee.Of(knee);
        double broker = knee.EventsPerSecond * (outcome.SentPerEvent + outcome.MessagesPerEvent) / place.Limits.CreditsPerSecond;
        double account = knee.EventsPerSecond * outcome.EntitiesPerEvent / place.Limits.EntitiesPerSecond;
        string[] ends = [.. new[] { ("the broker", broker), ("the account", account), ("the instances", outcome.Busy) }.Where(share => share.Item2 > Full).Select(share => share.Item1)];
        return
        [
            place.Name, knee.GatherMs > 0 ? "yes" : "no", Table.Number(knee.EventsPerSecond), $"{Table.Number(knee.EventsPerSecond * SecondsPerDay / Peak / 1e6)} M",
            Percent(broker), Percent(account), Percent(outcome.Busy), ends.Length > 0 ? string.Join(", ", ends) : "the lag",
        ];
    }

    private static IEnumerable<string[]> Small(Shape twenty)
    {
        foreach (var (tenants, sessions) in new[] { (20, 16), (20, 2), (200, 16), (200, 2), (1_000, 16), (1_000, 2), (1_000, 1) })
        {
            var shape = twenty with { EventsPerSecond = Peak * 1e7 / SecondsPerDay, Tenants = tenants, Sessions = sessions, Limits = Limits.Standard };
            yield return Knee.FewestInstances(shape) is { } live
                ? [$"{tenants:#,0}", $"{sessions}", .. Cells(live)]
                : [$"{tenants:#,0}", $"{sessions}", "not live", "", "", "", "", ""];
        }
    }

    private static string[] Cells(Shape shape)
    {
        var outcome = Knee.Of(shape);
        return
        [
            $"{shape.Instances}", $"{Table.Number(outcome.MedianLagMs)} ms", $"{Table.Number(outcome.WorstLagMs)} ms",
            Table.Number(outcome.EventsPerBatch), Table.Number(outcome.EntitiesPerEvent), Table.Number(outcome.MessagesPerEvent),
        ];
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");
}
