namespace Pulso.Bench.Report;

/// <summary>What the product should reach, and whether it does.</summary>
internal static class Aims
{
    private const double NaiveRatio = 20;
    private const double BacklogEntities = 450;
    private const double RawShare = 60;
    private const double WarmReads = 30;
    private const double TenTimes = 1.1;
    private const double HalfMs = 5;
    private const double HalfSlowMs = 25;
    private const double AnswerMs = 50;
    private const double StartSeconds = 1.5;
    private const double FoldRate = 400_000;
    private const double AcceptRate = 150_000;

    public static IEnumerable<string[]> Rows(Measured measured)
    {
        yield return Row(measured, Lines.NaiveRatio, "≥ 20 × naive", median => median >= NaiveRatio);
        yield return Row(measured, Lines.MixedRatio, "≥ 20 × naive, all channels", median => median >= NaiveRatio);
        yield return Row(
            measured, Lines.BacklogEntities, "≤ 450 entities per 1,000 events at a backlog", median => median <= BacklogEntities);
        yield return Row(measured, Lines.RawShare, "≥ 60 % of the raw rate", median => median >= RawShare);
        yield return Row(measured, Lines.LiveReads, "≤ 30 rows read per 1,000 events, warm", median => median <= WarmReads);
        yield return Row(measured, Lines.TenTimesEvents, "≤ 1.1 × the operations at ten times the events", median => median <= TenTimes);
        yield return Row(measured, Lines.TenTimesTenants, "≤ 1.1 × at ten times the tenants", median => median <= TenTimes);
        yield return Row(measured, Lines.TenTimesTenantsGathered, "≤ 1.1 × at ten times the tenants, gathered", median => median <= TenTimes);
        yield return Row(measured, Lines.TenTimesHistory, "≤ 1.1 × at ten times the history", median => median <= TenTimes);
        yield return Row(measured, Lines.HalfAnswer, "≤ 5 ms for a 202 at half load", median => median <= HalfMs);
        yield return Row(measured, Lines.HalfSlowAnswer, "≤ 25 ms for 99 of 100", median => median <= HalfSlowMs);
        yield return Row(measured, Lines.AnswerOfOne, "≤ 50 ms for GET kpis, apart from the store", median => median <= AnswerMs);
        yield return Row(measured, Lines.AnswerOfAll, "≤ 50 ms for all figures at once", median => median <= AnswerMs);
        yield return Row(measured, Lines.PublishedStart, "≤ 1.5 s from a published start to the first 202", median => median <= StartSeconds);
        yield return Row(measured, Lines.FoldRate, "≥ 400,000 events/s folded on a core", median => median >= FoldRate);
        yield return Row(measured, Lines.AcceptRate, "≥ 150,000 events/s accepted on a core", median => median >= AcceptRate);
    }

    private static string[] Row(Measured measured, Figure figure, string aim, Func<double, bool> met)
    {
        if (measured.Of(figure) is not { } spread)
            return [aim, "not measured", ""];
        return [aim, Table.Number(spread.Median), met(spread.Median) ? "met" : "missed"];
    }
}
