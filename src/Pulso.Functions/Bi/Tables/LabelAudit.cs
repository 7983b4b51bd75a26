using Pulso.Functions.Storage;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Functions.Bi.Tables;

/// <summary>How a month's inbound contacts are labelled, in total, by channel and by queue: how many have a reason, and whether one label takes all.</summary>
public static class LabelAudit
{
    public static readonly BiTable Table = new("label_audit", "month",
    [
        new("tenant", "text"), new("period_start", "date"), new("period_end", "date"), new("level", "text"), new("channel", "text"), new("queue", "text"),
        new("contacts", "integer", Additive: true, "count"), new("classified", "integer", Additive: true, "count"),
        new("customer_known", "integer", Additive: true, "count"), new("label_coverage", "number"), new("customer_coverage", "number"),
        // Of a queue the reasons are not kept apart.
        new("reasons", "integer"), new("contacts_beyond_bound", "integer", Additive: true, "count"), new("largest_reason", "text"),
        new("largest_reason_share", "number"),
    ]);

    /// <param name="sums">The sums of the month's days by channel, direction and queue.</param>
    /// <param name="reasons">Those by channel, direction and reason.</param>
    public static IEnumerable<string[]> Rows(TenantSettings settings, BusinessPeriod month, Cells sums, Cells reasons)
    {
        string[] Row(string level, string channel, string queue)
        {
            var sum = ReasonPareto.Sum(Inbound(sums).Where(cell => (channel == "*" || cell.Key.Dimensions.Channel == channel) && (queue == "*" || cell.Key.Dimensions.Queue == queue))
                .Select(cell => cell.Value));
            var labels = queue != "*" ? [] : Inbound(reasons).Where(cell => channel == "*" || cell.Key.Dimensions.Channel == channel)
                .GroupBy(cell => cell.Key.Dimensions.Reason, cell => cell.Value[Counter.Contacts]).Select(label => (Reason: label.Key, Contacts: label.Sum()))
                .Where(label => label.Reason != Dimensions.None && label.Contacts > 0)
                .OrderByDescending(label => label.Contacts).ThenBy(label => label.Reason, StringComparer.Ordinal).ToList();
            return
            [
                settings.Tenant, CsvFile.Text(month.FirstDay), CsvFile.Text(month.LastDay), level, channel, queue, CsvFile.Text(sum[Counter.Contacts]),
                CsvFile.Text(sum[Counter.Classified]), CsvFile.Text(sum[Counter.CustomerKnown]), Share(sum[Counter.Classified], sum[Counter.Contacts]),
                Share(sum[Counter.CustomerKnown], sum[Counter.Contacts]), queue == "*" ? CsvFile.Text(labels.Count) : "",
                queue == "*" ? CsvFile.Text(labels.Where(label => label.Reason == KeyRegistryStore.Other).Sum(label => label.Contacts)) : "",
                labels.Count > 0 ? labels[0].Reason : "", labels.Count > 0 ? Share(labels[0].Contacts, labels.Sum(label => label.Contacts)) : "",
            ];
        }

        var places = Inbound(sums).Where(cell => cell.Value[Counter.Contacts] > 0).Select(cell => (cell.Key.Dimensions.Channel, cell.Key.Dimensions.Queue)).Distinct().Order().ToList();
        return places.Count == 0 ? []
            : places.Select(place => place.Channel).Distinct().Select(channel => Row("channel", channel, "*")).Prepend(Row("total", "*", "*"))
                .Concat(places.Select(place => Row("queue", place.Channel, place.Queue)));
    }

    private static IEnumerable<KeyValuePair<CellKey, Tally>> Inbound(Cells cells) =>
        cells.All.Where(cell => cell.Key.Kind == FacetKind.Whole && cell.Key.Dimensions.Direction == Contact.Inbound);

    private static string Share(long part, long whole) => whole == 0 ? "" : CsvFile.Text(part / (double)whole);
}
