using System.Globalization;
using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Timelines.Costs;

/// <summary>What a channel costs over a span of time.</summary>
/// <param name="Amount">Staff, licences, overhead and usage together, in thousandths of the currency.</param>
/// <param name="IsActual">False for what is only planned. A record that does not say is actual.</param>
public sealed record CostRecord(string Channel, long FromMs, long ToMs, long Amount, bool IsActual)
{
    /// <summary>The timeline of a channel's costs that begin in one month (UTC): records of the same span always meet there.</summary>
    public static TimelineKey KeyOf(Event item) => new(TimelineKind.Tenant, string.Create(
        CultureInfo.InvariantCulture,
        $"costs {item.Text(Field.Channel)} {DateTimeOffset.FromUnixTimeMilliseconds(item.Number(Field.From)!.Value):yyyy-MM}"));

    /// <summary>The records among a timeline's events, and those in a currency that is not the tenant's.</summary>
    public static CostRecords AllOf(EventSet events, TenantSettings settings)
    {
        var records = events.Where(item => item.Type == EventTypes.CostRecorded)
            .ToLookup(item => item.IsIn(settings.At(item.Number(Field.From)!.Value).Currency));
        // As if the foreign ones had never been sent: a slip must not take the right figure away.
        var last = records[true].Select(Of)
            .GroupBy(record => (record.Channel, record.FromMs, record.ToMs))
            .Select(same => same.LastOrDefault(record => record.IsActual) ?? same.Last());
        return new CostRecords([.. last], [.. records[false].Select(Of)]);
    }

    private static CostRecord Of(Event item) => new(
        item.Text(Field.Channel)!, item.Number(Field.From)!.Value, item.Number(Field.To)!.Value,
        (item.Number(Field.Staff) ?? 0) + (item.Number(Field.Licences) ?? 0) + (item.Number(Field.Overhead) ?? 0) + (item.Number(Field.Usage) ?? 0),
        item.Text(Field.Basis) != "planned");
}

/// <summary>A timeline's costs.</summary>
/// <param name="InForce">The last record of each span; an actual one wins over a planned one.</param>
/// <param name="Foreign">Every record in another currency: it replaces nothing.</param>
public sealed record CostRecords(IReadOnlyList<CostRecord> InForce, IReadOnlyList<CostRecord> Foreign);
