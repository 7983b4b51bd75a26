using System.Globalization;
using System.Text;
using Pulso.Bench.Report;
using Pulso.Bench.Scale;

namespace Pulso.Bench.Costs;

/// <summary>What a million events cost, as a Markdown page with its arithmetic.</summary>
internal static class CostDocument
{
    /// <summary>How often a session has its turn, as deployed (<c>infra/main.bicep</c>).</summary>
    public const int GatherSeconds = 5;

    private const double Aim = 1.0 / 5;
    private const double WebhookMs = 10;
    private const double RowMs = 5; // a row read or written for itself
    private const string QueueOperations = "queue operations";
    private const double Million = 1_000_000;

    // The naive way with the same webhook, queue and archive: a message, an execution and a blob for each event.
    private static Spent Naive(double rowsPerEvent) => new(rowsPerEvent, rowsPerEvent, 1, 0, 1, 1);

    /// <param name="live">Of one event, one event a request, each applied at once.</param>
    /// <param name="gathered">The same, where what comes for a session is gathered.</param>
    /// <param name="backlog">Of one event, all of them at once in requests of many.</param>
    /// <param name="naiveRows">Rows that an event changes the naive way: each read and written once, as nobody else is in the way at that pace.</param>
    public static string Of(Spent live, Spent gathered, Spent backlog, double naiveRows, DateTimeOffset measured)
    {
        double batchMs = BatchMs(isFromInbox: false), inboxMs = BatchMs(isFromInbox: true);
        double naiveMs = Limits.AcceptMs + (2 * naiveRows * RowMs) + Limits.ArchiveMs + Limits.SettleMs;
        var columns = new[]
        {
            Lines(gathered, requests: 1, inboxMs), Lines(live, requests: 1, batchMs), Lines(Naive(naiveRows), requests: 1, naiveMs),
            Lines(backlog, requests: 1.0 / Parameters.EventsPerRequest, batchMs),
        };
        double[] sums = [.. columns.Select(column => column.Sum(line => line.Dollars))];
        double ratio = sums[0] / sums[2];
        double webhooks = (Million * Prices.Execution) + (Million * WebhookMs / 1_000 * Prices.InstanceGigabytes * Prices.GigabyteSecond);
        var text = new StringBuilder();
        text.AppendLine("# What a million events cost").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            Operations are counted: by the app, in the storage's log and in the queue's file, on {measured:yyyy-MM-dd}, by the same command as [bench/results.md](../bench/results.md). Prices are parameters of that
            program (`bench/Pulso.Bench/Costs/Prices.cs`): list prices in US dollars, pay as you go, East US, locally redundant, without free grants and monthly base fees, noted on {Prices.Noted:yyyy-MM-dd}
            and **to be checked** on the price pages. Azure itself was not measured: how long an execution lasts is assumed, as in [scale.md](scale.md).

            - **as deployed**: one event a request at {Parameters.LivePerSecond} a second, put into its session's inbox, which is emptied every {GatherSeconds} seconds (`Pulso__GatherSeconds`; [decision 020](decisions/020-gather-in-inboxes.md)); figures are later for it by that and a second at most (how late they are in all: [scale.md](scale.md));
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
            complete. An execution of the webhook is taken for {WebhookMs:0} ms, one of a batch for {batchMs:0} ms ({inboxMs:0} ms with an inbox), one of the naive way for {naiveMs:0} ms, on {Prices.InstanceGigabytes:0} GB, one at a time on an instance: where an
            instance does several at once, the GB-seconds of webhooks and of the naive way are fewer. Timers, snapshots and storage by the month come on top, and are the same whatever the pace.
            """);
        return text.ToString();
    }

    private static double BatchMs(bool isFromInbox) => Limits.AcceptMs + Limits.CommitMs + Limits.AfterCommitMs(isFromInbox);

    private static List<(string Name, string Unit, double PerMillion, double Dollars)> Lines(Spent each, double requests, double batchMs)
    {
        double gigabyteSeconds = Prices.InstanceGigabytes * ((requests * WebhookMs) + (each.Batches * batchMs)) / 1_000;
        return
        [
            Line("table operations", Prices.TableOperation, each.TableEntities + each.TableRequests),
            Line("blob writes", Prices.BlobWrite, each.BlobWrites),
            Line("blob reads", Prices.BlobRead, each.BlobReads),
            Line(QueueOperations, Prices.QueueOperation, each.Messages * Prices.OperationsPerMessage),
            Line("executions", Prices.Execution, requests + each.Batches),
            Line("GB-seconds", Prices.GigabyteSecond, gigabyteSeconds),
        ];
    }

    private static (string Name, string Unit, double PerMillion, double Dollars) Line(string name, double price, double perEvent) =>
        (name, string.Create(CultureInfo.InvariantCulture, $"${price * Million:0.###} a million"), Math.Max(0, perEvent) * Million, Math.Max(0, perEvent) * Million * price);

    private static string Dollars(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
