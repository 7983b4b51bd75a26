namespace Pulso.Bench.Report;

/// <summary>What the product should reach, and whether it does.</summary>
internal static class Aims
{
    private const double NaiveRatio = 20;
    private const double BacklogEntities = 450;

    public static IEnumerable<string[]> Rows(Measured measured)
    {
        yield return Row(measured, Lines.NaiveRatio, "≥ 20 × naive", median => median >= NaiveRatio);
        yield return Row(
            measured, Lines.BacklogEntities, "≤ 450 entities per 1,000 events at a backlog", median => median <= BacklogEntities);
        yield return Row(measured, Lines.RawShare, "share of raw, in %", _ => null);
    }

    private static string[] Row(Measured measured, Figure figure, string aim, Func<double, bool?> met)
    {
        if (measured.Of(figure) is not { } spread)
            return [aim, "not measured", ""];
        return [aim, Table.Number(spread.Median), met(spread.Median) switch { true => "met", false => "missed", null => "no bound" }];
    }
}
