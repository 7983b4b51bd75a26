namespace Pulso.Functions.Bi.Tables;

/// <summary>An exported table: its folder below <c>v1/</c>, the column in its paths, and its columns in order.</summary>
/// <param name="Period">What its files are split by; <see cref="Whole"/> where there is one file.</param>
public sealed record BiTable(string Name, string Period, IReadOnlyList<Column> Columns)
{
    /// <summary>The period of tables that are one file.</summary>
    public const string Whole = "";

    /// <summary>Every table that is exported.</summary>
    public static IReadOnlyList<BiTable> All =>
    [
        FactInterval.Table, FactContact.Table, FactDistribution.Table, FactSurvey.Table, FactBacklog.Table, FactSla.Table,
        .. FactFacet.All.Select(fact => fact.Table), FactAgent.Table, FactAgentTime.Table, FactRestatement.Table,
        KpiFigures.Daily, KpiFigures.Weekly, KpiFigures.Monthly, ReasonPareto.Table, LabelAudit.Table, DimDate.Table, DimInterval.Table, .. DimKeys.All.Select(keys => keys.Table),
        DimKpi.Table, DimGoal.Table, DimAnnotation.Table, DimAgent.Table,
    ];

    public string Path(string period, int part = 0) => Period == Whole ? $"v1/{Name}/all.csv" : $"v1/{Name}/{Period}={period}/part-{part}.csv";
}
