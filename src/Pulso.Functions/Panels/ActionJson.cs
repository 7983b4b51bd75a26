using Pulso.Functions.Bi;
using Pulso.Measures;
using Pulso.Panels;
using Pulso.Settings;

namespace Pulso.Functions.Panels;

/// <summary>The Action panel as it is answered. Instants instead of ages: what has not changed keeps its tag.</summary>
internal static class ActionJson
{
    private const long HourMs = 3_600_000;

    // The bounds of the ages of what is open: within the day, days, weeks.
    private static readonly int[] Hours = [1, 4, 8, 24, 72, 168];

    public static object Of(PanelScope scope, ActionPanel panel, IReadOnlyList<SourceFreshness> sources, TenantSettings settings, long nowMs)
    {
        var queues = panel.Queues();
        bool isRunning = panel.AsOfMs == nowMs;
        return new
        {
            head = PanelJson.Head(scope, sources, settings, nowMs),
            from = CsvFile.Text(panel.From),
            to = CsvFile.Text(scope.Date),
            as_of = isRunning ? null : CsvFile.Instant(panel.AsOfMs), // now, where it is not told
            totals = new
            {
                waiting = queues.Sum(queue => queue.Waiting),
                waiting_since = Instant(queues.Min(queue => queue.WaitingSinceMs)),
                late = queues.Sum(queue => queue.Late),
                open = queues.Sum(queue => queue.Open.Count),
                oldest = Instant(queues.Min(queue => queue.OldestMs)),
                at_risk = queues.Sum(queue => queue.AtRisk),
            },
            queues = queues.Select(Queue),
            figures = panel.Changes().Select(change => Figure(change, settings.On(scope.Date))),
            funnel = new { ivr = Ivr(panel), bot = Bot(panel) },
            reasons = Reasons(panel),
            ageing = new { bounds_hours = Hours, rows = Ages(queues, panel.AsOfMs) },
        };
    }

    private static object Queue(QueueState queue) => new
    {
        channel = queue.Dimensions.Channel,
        queue = queue.Dimensions.Queue,
        reason = queue.Dimensions.Reason,
        priority = queue.Dimensions.Priority,
        waiting = queue.Waiting,
        waiting_since = Instant(queue.WaitingSinceMs),
        late = queue.Late,
        open = queue.Open.Count,
        oldest = Instant(queue.OldestMs),
        at_risk = queue.AtRisk,
    };

    private static Dictionary<string, object?> Figure(Change change, SettingsVersion version)
    {
        var json = PanelJson.Of(change.Row, version);
        json["change"] = PanelJson.Of(change);
        return json;
    }

    private static object Ivr(ActionPanel panel) => new
    {
        entered = panel.Sum(Counter.IvrEntered),
        contained = panel.Sum(Counter.IvrContained),
        abandoned = panel.Sum(Counter.IvrAbandoned),
        to_queue = panel.Sum(Counter.IvrEntered) - panel.Sum(Counter.IvrContained) - panel.Sum(Counter.IvrAbandoned),
    };

    private static object Bot(ActionPanel panel) => new
    {
        engaged = panel.Sum(Counter.BotEngaged),
        contained = panel.Sum(Counter.BotContained),
        contained_durably = panel.Sum(Counter.BotContainedDurably),
        handed_over = panel.Sum(Counter.HandedOver),
        abandoned = panel.Sum(Counter.BotAbandoned),
    };

    private static IEnumerable<object> Reasons(ActionPanel panel)
    {
        double all = panel.Sum(Counter.Contacts);
        long sum = 0;
        foreach (var (reason, tally) in panel.Reasons())
        {
            sum += tally[Counter.Contacts];
            yield return new
            {
                reason,
                contacts = tally[Counter.Contacts],
                share = Math.Round(tally[Counter.Contacts] / all, 4),
                cumulative = Math.Round(sum / all, 4),
                recontacted = tally[Counter.Recontacted],
                escalated = tally[Counter.Escalated],
                reopened = tally[Counter.Reopened],
            };
        }
    }

    private static IEnumerable<object> Ages(IEnumerable<QueueState> queues, long asOfMs) =>
        from queue in queues
        where queue.Open.Count > 0
        group queue by queue.Dimensions.Priority into ofPriority
        orderby ofPriority.Key
        select new { priority = ofPriority.Key, counts = Buckets(ofPriority.SelectMany(queue => queue.Open.ByStart), asOfMs) };

    private static long[] Buckets(IEnumerable<KeyValuePair<long, long>> open, long asOfMs)
    {
        long[] counts = new long[Hours.Length + 1];
        foreach (var (startMs, contacts) in open)
            counts[Hours.Count(bound => asOfMs - startMs >= bound * HourMs)] += contacts;
        return counts;
    }

    private static string? Instant(long? ms) => ms is { } known ? CsvFile.Instant(known) : null;
}
