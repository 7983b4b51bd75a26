using Pulso.Functions.Annotations;
using Pulso.Functions.Partitions;
using Pulso.Functions.Snapshots;
using Pulso.Kpis;
using Pulso.Settings;
using Pulso.Staffing;

namespace Pulso.Functions.Figures;

/// <summary>Reads the cells that a query needs, and makes its rows.</summary>
public sealed class FigureReader(PartitionStore partitions, Balances balances, AnnotationStore annotations)
{
    /// <summary>The rows of a query, shifts apart.</summary>
    public async Task<IReadOnlyList<KpiRow>> RowsAsync(KpiQuery query, TenantSettings settings, long nowMs, CancellationToken cancel)
    {
        var table = new KpiTable(query, settings);
        var from = settings.Calendar.At(query.FromMs).Date;
        if (table.ShowsBalances)
        {
            foreach (var (key, tally) in (await balances.OpeningAsync(settings, from, cancel)).All)
                table.Add(key, tally);
        }
        var to = settings.Calendar.At(query.ToMs - 1).Date;
        await partitions.CellsAsync(settings, from, to, table.Add, cancel);
        return [.. table.Rows(nowMs)];
    }

    /// <summary>The agents that each interval of a query needs.</summary>
    public async Task<StaffingPlan> StaffingAsync(StaffingRequest asked, TenantSettings settings, CancellationToken cancel)
    {
        var table = new StaffingTable(asked.Query, settings, asked.Target, asked.WithinSeconds);
        var (from, to) = (settings.Calendar.At(asked.Query.FromMs).Date, settings.Calendar.At(asked.Query.ToMs - 1).Date);
        await partitions.CellsAsync(settings, from, to, table.Add, cancel);
        return table.Plan();
    }

    /// <summary>The shifts that a query asks for: a row for each annotation of its range.</summary>
    /// <param name="days">How many days before and after an annotation are held against each other.</param>
    public async Task<IReadOnlyList<ShiftRow>> ShiftsAsync(KpiQuery query, int days, TenantSettings settings, long nowMs, CancellationToken cancel)
    {
        if (!query.Kpis.Any(kpi => kpi.ShiftOf is not null))
            return [];
        var around = await annotations.BetweenAsync(settings, query.FromMs, query.ToMs, cancel);
        if (around.Count == 0)
            return [];
        var table = new ShiftTable(query, around, days, settings);
        await partitions.CellsAsync(
            settings, settings.Calendar.At(table.FromMs).Date, settings.Calendar.At(table.ToMs - 1).Date, table.Add, cancel);
        return [.. table.Rows(nowMs)];
    }
}
