namespace Pulso.Kpis;

/// <summary>One arm of an experiment against another.</summary>
/// <param name="Row">The arm's row, with the difference in the place of its figure.</param>
/// <param name="Against">The arm that it is compared with.</param>
public sealed record VariantDifference(KpiRow Row, string Against);

/// <summary>Holds the arms of an experiment against one of them: period by period, group by group, KPI by KPI.</summary>
public static class VariantTable
{
    private const string Control = "control";

    /// <param name="query">Split by variant, among others.</param>
    /// <param name="baseline">The arm to compare with; left out, <c>control</c>, else the first by name.</param>
    public static IEnumerable<VariantDifference> Of(KpiQuery query, IEnumerable<KpiRow> rows, string? baseline)
    {
        int at = query.By.ToList().IndexOf(KpiQuery.Variant);
        foreach (var arms in rows.GroupBy(row => (row.Period.Order, row.Kpi.FullId, string.Join('\0', row.Keys.Where((_, i) => i != at)))))
        {
            var names = arms.Select(arm => arm.Keys[at]).ToList();
            string against = baseline ?? (names.Contains(Control) ? Control : names.Min(StringComparer.Ordinal)!);
            if (arms.FirstOrDefault(arm => arm.Keys[at] == against) is not { } other)
                continue;
            foreach (var arm in arms.Where(arm => arm != other))
            {
                yield return new VariantDifference(
                    arm with { Figure = Figure.Difference(arm.Kpi, arm.Figure, other.Figure), IsSmallSample = arm.IsSmallSample || other.IsSmallSample }, against);
            }
        }
    }
}
