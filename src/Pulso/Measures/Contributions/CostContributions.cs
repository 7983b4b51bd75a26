using Pulso.Settings;
using Pulso.Timelines.Costs;

namespace Pulso.Measures.Contributions;

/// <summary>What costs add to the cells: each interval of their span its share, under the channel alone.</summary>
public static class CostContributions
{
    public static void Add(CostRecords costs, TenantSettings settings, Cells cells)
    {
        foreach (var record in costs.InForce)
        {
            var dimensions = Under(record.Channel);
            foreach (var (slot, part, _) in new Spread(record.Amount, record.FromMs, record.ToMs).Over(record.FromMs, record.ToMs, settings.Calendar))
                cells.At(new CellKey(slot.Date, slot.IntervalMs, dimensions)).Add(Counter.CostAmount, part);
        }
        foreach (var record in costs.Foreign)
            cells.At(settings, record.FromMs, Under(record.Channel)).Add(Counter.ForeignAmounts);
    }

    private static Dimensions Under(string channel) => Dimensions.Unknown with { Channel = channel };
}
