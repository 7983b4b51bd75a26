using System.Globalization;
using System.Text;
using Pulso.Bench.Report;
using Pulso.Bench.Running;
using Pulso.Bench.Scale;

namespace Pulso.Bench.Costs;

/// <summary>What a million events cost, as a Markdown page with its arithmetic.</summary>
internal static class CostDocument
{
    private const double Aim = 1.0 / 5;
    private const double RowMs = 5; // a row read or written for itself
    private const string QueueOperations = "queue operations";
    private const string GigabyteSeconds = "GB-seconds";
    private const double SecondsPerMonth = 30 * 86_400;
    private const double Million = 1_000_000;

    // The naive way with the same webhook, queue and archive: a message, an execution and a blob for each event.
    private static Spent Naive(double rowsPerEvent) => new(rowsPerEvent, rowsPerEvent, 1, 0, 1, 1);

    /// <param name="live">Of one event, one event a request, each applied at once.</param>
    /// <param name="gathered">The same, where what comes for a session is gathered.</param>
    /// <param name="backlog">Of one event, all of them at once in requests of many.</param>
    /// <param name="naiveRows">Rows that an event changes the naive way: each read and written once, as nobody else is in the way at that pace.</param>
    /// <param name="derived">Derived events for each accepted one.</param>
    public static string Of(Spent live, Spent gathered, Spent backlog, double naiveRows, double derived, DateTimeOffset measured)
    {
        double batchMs = BatchMs(0), inboxMs = BatchMs((1 + derived) / gathered.Batches);
        double naiveMs = Limits.AcceptMs + (2 * naiveRows * RowMs) + Limits.ArchiveMs + Limits.SettleMs;
        var columns = new[]
        {
            Lines(gathered, requests: 1, inboxMs), Lines(live, requests: 1, batchMs), Lines(Naive(naiveRows), requests: 1, naiveMs),
            Lines(backlog, requests: 1.0 / Parameters.EventsPerRequest, batchMs),
        };
        double[] sums = [.. columns.Select(column => column.Sum(line => line.Dollars))];
        double ratio = sums[0] / sums[2];
        double webhooks = (Million * Prices.Execution) + (Million * Limits.AnswerMs / 1_000 * Prices.InstanceGigabytes * Prices.GigabyteSecond);
        var text = new StringBuilder();
        text.AppendLine("# What a million events cost").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            Operations are counted: by the app, in the storage's log and in the queue's file, on {measured:yyyy-MM-dd}, by the same command as [bench/results.md](../bench/results.md). Prices are parameters of that
            program (`bench/Pulso.Bench/Costs/Prices.cs`): list prices in US dollars, pay as you go, East US, locally redundant, without free grants and monthly base fees, noted from memory on {Prices.Noted:yyyy-MM-dd}
            and **to be checked** on the price pages ([functions](https://azure.microsoft.com/pricing/details/functions/), [tables](https://azure.microsoft.com/pricing/details/storage/tables/),
            [blobs](https://azure.microsoft.com/pricing/details/storage/blobs/), [Service Bus](https://azure.microsoft.com/pricing/details/service-bus/)). Azure itself was not measured: how long an execution lasts is assumed, as in
            [scale.md](scale.md). One tenant sends, whose contacts begin so closely that as many events happen in a second as are sent.

            - **as deployed**: one event a request at {Parameters.LivePerSecond} a second, put into the inbox of one of {Deployed.Sessions} sessions, which is emptied every {Deployed.GatherSeconds} seconds (`Pulso__GatherSeconds`; [decision 020](decisions/020-gather-in-inboxes.md)); figures are later for it by that and a second at most (how late they are in all: [scale.md](scale.md));
            - **at once**: the same without gathering, as on one machine: nearly every event is a batch, a transaction and a blob of its own;
            - **naive**: the same webhook, queue and archive; for each event one message, one execution, one blob, and every row that it changes read and written for itself ({naiveRows:0.00} of them, counted);
            - **backlog**: {Parameters.EventsPerRequest} events a request, all of them accepted before the first is applied.

            """);
        var rows = Enumerable.Range(0, columns[0].Count).Select(i =>
            new[] { columns[0][i].Name, columns[0][i].Unit }.Concat(columns.SelectMany(column => new[] { Table.Number(column[i].PerMillion), Dollars(column[i].Dollars) })).ToArray())
            .Append(["**together**", "", .. sums.SelectMany(sum => new[] { "", Dollars(sum) })]);
        text.AppendLine(Table.Of(["for a million events", "a unit costs", "as deployed", "$", "at once", "$", "naive", "$", "backlog", "$"], rows));
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            As deployed a million events cost **{ratio:0.00} of the naive way** (aim {Aim:0.0}: {(ratio <= Aim ? "met" : "missed")}), at once {sums[1] / sums[2]:0.00}, in a backlog {sums[3] / sums[2]:0.000}. An operation on a table costs so little that what the design saves
            there hardly shows in the sum: messages, blobs and executions decide it. An inbox is two operations on a table for an event, in the place of a message's three on the queue, and makes all the rest few. Of what
            remains ${webhooks:0.00} are the webhook's own executions, one for each request; only senders that put several events into a request make them fewer. *At once* is what one machine does, whose services answer in a
            millisecond; in Azure a single instance that is busy with a batch for {batchMs:0} ms would find {Parameters.LivePerSecond * batchMs / 1_000:0.0} events for the next one, so that executions and blobs without gathering lie between the two columns.

            An entity of a transaction is counted as an operation of its own, since how it is billed is disputed; so is a row put into an inbox, and one removed from it. A message is {Prices.OperationsPerMessage} operations: send, receive,
            complete. An execution of the webhook is taken for {Limits.AnswerMs:0} ms, one of a batch for {batchMs:0} ms ({inboxMs:0} ms with an inbox), one of the naive way for {naiveMs:0} ms ({naiveRows:0.00} rows read and written at {RowMs:0} ms, and what a batch has beside its
            commit), on {Prices.InstanceGigabytes:0} GB, one at a time on an instance: where an instance does several at once, the GB-seconds of webhooks and of the naive way are fewer. Timers, snapshots and storage by the month come on
            top, and are the same whatever the pace; so does the always-ready instance of `prod`, whose storage, zone-redundant, costs more an operation.

            Flex Consumption bills an active instance for a second at least. Were one instance for webhooks and one for batches billed throughout, which is the most that this can make of {Parameters.LivePerSecond} events a second, and the naive way's
            for as long as they work, it would be ${Throughout(columns[0], gathered.Batches, inboxMs):0.00} as deployed and ${Throughout(columns[2], 1, naiveMs):0.00} the naive way: {Throughout(columns[0], gathered.Batches, inboxMs) / Throughout(columns[2], 1, naiveMs):0.00} of it.

            ## At other paces

            Simulated, as in [scale.md](scale.md), with the same prices and inboxes of {Deployed.GatherSeconds} seconds. What decides is how many events a session gathers until it has its turn: hence {Deployed.Sessions} sessions
            a tenant as deployed (`sessions` in `infra/main.bicep`, fixed once there is data). A tenant with hardly any events costs nearly as much as the naive way, which is little then.

            """);
        text.AppendLine(Table.Of(["events/s in all", "tenants", "sessions each", "events a batch", "$ a million", "of the naive way", "$ a month at that pace"], Shapes.Select(shape => Simulated(shape, derived, sums[2]))));
        return text.ToString();
    }

    private static readonly (double EventsPerSecond, int Tenants, int Sessions)[] Shapes =
    [
        (5, 1, 16), (5, 1, 2), (5, 1, 1), (50, 1, 16), (50, 1, 2), (50, 10, 16), (50, 10, 2), (50, 10, 1), (350, 20, 2), (350, 200, 16), (350, 200, 2), (350, 200, 1), (3_500, 20, 16), (3_500, 20, 2),
    ];

    private static string[] Simulated((double EventsPerSecond, int Tenants, int Sessions) of, double derived, double naive)
    {
        var shape = Knee.FewestInstances(new Shape(of.EventsPerSecond, of.Tenants, of.Sessions, Partitions: 256, Instances: 1, derived, Scale.Limits.Standard))!;
        var outcome = Knee.Of(shape);
        // An inbox is read, and emptied, once a batch or more; a blob is written for each.
        var each = new Spent(outcome.EntitiesPerEvent, outcome.BatchesPerEvent, outcome.BatchesPerEvent, 0, (outcome.SentPerEvent + (2 * outcome.MessagesPerEvent)) / Prices.OperationsPerMessage, outcome.BatchesPerEvent);
        double dollars = Lines(each, requests: 1, BatchMs(outcome.EventsPerBatch)).Sum(line => line.Dollars);
        return
        [
            Table.Number(of.EventsPerSecond), $"{of.Tenants}", $"{of.Sessions}", Table.Number(outcome.EventsPerBatch), dollars.ToString("0.00", CultureInfo.InvariantCulture),
            (dollars / naive).ToString("0.00", CultureInfo.InvariantCulture), (dollars * of.EventsPerSecond * SecondsPerMonth / Million).ToString("#,0", CultureInfo.InvariantCulture),
        ];
    }

    /// <summary>What a million events cost where an instance for webhooks and one for batches are billed all the time.</summary>
    private static double Throughout(List<(string Name, string Unit, double PerMillion, double Dollars)> column, double batches, double batchMs)
    {
        double instances = 1 + Math.Max(1, Parameters.LivePerSecond * batches * batchMs / 1_000);
        return column.Where(line => line.Name != GigabyteSeconds).Sum(line => line.Dollars) + (instances / Parameters.LivePerSecond * Million * Prices.InstanceGigabytes * Prices.GigabyteSecond);
    }

    /// <param name="rows">Of an inbox; 0 where it is messages.</param>
    private static double BatchMs(double rows) => Limits.AcceptMs + Limits.CommitMs + Limits.AfterCommitMs + (rows > 0 ? Limits.InboxMs(rows) : 0);

    private static List<(string Name, string Unit, double PerMillion, double Dollars)> Lines(Spent each, double requests, double batchMs)
    {
        double gigabyteSeconds = Prices.InstanceGigabytes * ((requests * Limits.AnswerMs) + (each.Batches * batchMs)) / 1_000;
        return
        [
            Line("table operations", Prices.TableOperation, each.TableEntities + each.TableRequests),
            Line("blob writes", Prices.BlobWrite, each.BlobWrites),
            Line("blob reads", Prices.BlobRead, each.BlobReads),
            Line(QueueOperations, Prices.QueueOperation, each.Messages * Prices.OperationsPerMessage),
            Line("executions", Prices.Execution, requests + each.Batches),
            Line(GigabyteSeconds, Prices.GigabyteSecond, gigabyteSeconds),
        ];
    }

    private static (string Name, string Unit, double PerMillion, double Dollars) Line(string name, double price, double perEvent) =>
        (name, string.Create(CultureInfo.InvariantCulture, $"${price * Million:0.###} a million"), Math.Max(0, perEvent) * Million, Math.Max(0, perEvent) * Million * price);

    private static string Dollars(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
