using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The reasons of a month's inbound contacts, the most frequent first, in total and by channel: which few make up most of the work.</summary>
public static class ReasonPareto
{
    // The reasons that make up four fifths together are the vital few.
    private const decimal VitalShare = 0.8m;

    public static readonly BiTable Table = new("reason_pareto", "month",
    [
        new("tenant", "text"), new("period_start", "date"), new("period_end", "date"), new("level", "text"), new("channel", "text"), new("rank", "integer"),
        new("reason", "text"), new("contacts", "integer", Additive: true, "count"), new("share", "number"), new("cumulative_share", "number"),
        new("is_vital", "integer"), new("handle_ms", "integer", Additive: true, "ms"), new("handled", "integer", Additive: true, "count"),
        new("fcr_eligible", "integer", Additive: true, "count"), new("fcr", "integer", Additive: true, "count"),
        new("recontacted", "integer", Additive: true, "count"), new("escalated", "integer", Additive: true, "count"),
    ]);

    /// <param name="reasons">The sums of the month's days by channel, direction and reason.</param>
    public static IEnumerable<string[]> Rows(TenantSettings settings, BusinessPeriod month, Cells reasons)
    {
        var inbound = reasons.All.Where(cell => cell.Key.Dimensions.Direction == Contact.Inbound).ToList();
        var channels = inbound.Select(cell => cell.Key.Dimensions.Channel).Distinct().Order(StringComparer.Ordinal);
        return Ranked(settings.Tenant, month, "total", "*", inbound)
            .Concat(channels.SelectMany(channel => Ranked(settings.Tenant, month, "channel", channel, inbound.Where(cell => cell.Key.Dimensions.Channel == channel))));
    }

    private static IEnumerable<string[]> Ranked(
        string tenant, BusinessPeriod month, string level, string channel, IEnumerable<KeyValuePair<CellKey, Tally>> cells)
    {
        var byReason = cells.GroupBy(cell => cell.Key.Dimensions.Reason, cell => cell.Value).Select(group => (Reason: group.Key, Sum: Sum(group)))
            .Where(reason => reason.Sum[Counter.Contacts] > 0)
            .OrderByDescending(reason => reason.Sum[Counter.Contacts]).ThenBy(reason => reason.Reason, StringComparer.Ordinal).ToList();
        decimal all = byReason.Sum(reason => reason.Sum[Counter.Contacts]);
        decimal before = 0;
        for (int place = 0; place < byReason.Count; place++)
        {
            var (reason, sum) = byReason[place];
            decimal upTo = before + sum[Counter.Contacts];
            yield return
            [
                tenant, CsvFile.Text(month.FirstDay), CsvFile.Text(month.LastDay), level, channel, CsvFile.Text(place + 1), reason,
                CsvFile.Text(sum[Counter.Contacts]), CsvFile.Text((double)(sum[Counter.Contacts] / all)), CsvFile.Text((double)(upTo / all)),
                before / all < VitalShare ? "1" : "0", CsvFile.Text(sum[Counter.TalkMs] + sum[Counter.HoldMs] + sum[Counter.WrapMs]),
                CsvFile.Text(sum[Counter.Handled]), CsvFile.Text(sum[Counter.FcrEligible]), CsvFile.Text(sum[Counter.Fcr]),
                CsvFile.Text(sum[Counter.Recontacted]), CsvFile.Text(sum[Counter.Escalated]),
            ];
            before = upTo;
        }
    }

    internal static Tally Sum(IEnumerable<Tally> tallies)
    {
        var sum = new Tally();
        foreach (var tally in tallies)
            sum.Add(tally);
        return sum;
    }
}
