using Pulso.Kpis;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>The KPIs that are no plain ratio of sums: percentiles, what is as of an instant, what is held against something.</summary>
internal static class SpecialDax
{
    /// <summary>The DAX of such a KPI; null for plain sums and ratios.</summary>
    public static string? Of(Kpi kpi) => kpi switch
    {
        { Quantile: { } quantile } => Percentile(
            "fact_distribution", "count", quantile.Percent, $"fact_distribution[measure] = \"{quantile.Histogram.Name}\""),
        { Stock.AgePercent: { } percent } => AsOfLastDay(Percentile("fact_backlog", "open", percent)),
        { Stock: not null } => AsOfLastDay("SUM ( fact_backlog[open] )"),
        { ShiftOf: not null } => Shift(Catalogue.Find(kpi.ShiftOf)!),
        { IsForecastAccuracy: true } => ForecastAccuracy(kpi),
        { ToDate: true } => ToDate(kpi),
        { FullId: "service_level" } => ServiceLevel(kpi),
        _ => null,
    };

    /// <summary>By nearest rank over the counts of the buckets; 2·lo·hi/(lo+hi) of the bucket, in seconds.</summary>
    private static string Percentile(string table, string count, int percent, string? filter = null)
    {
        string value = $$"""
            VAR Counts =
                ADDCOLUMNS (
                    SUMMARIZE ( {{table}}, {{table}}[bucket], {{table}}[lower_ms], {{table}}[upper_ms] ),
                    "@count", CALCULATE ( SUM ( {{table}}[{{count}}] ) )
                )
            VAR Needed = ROUNDUP ( SUMX ( Counts, [@count] ) * {{percent}} / 100, 0 )
            VAR Reached =
                FILTER (
                    Counts,
                    VAR UpTo = {{table}}[bucket]
                    RETURN SUMX ( FILTER ( Counts, {{table}}[bucket] <= UpTo ), [@count] ) >= Needed
                )
            VAR Hit = TOPN ( 1, Reached, {{table}}[bucket], ASC )
            VAR LowMs = MAXX ( Hit, {{table}}[lower_ms] )
            VAR HighMs = MAXX ( Hit, {{table}}[upper_ms] )
            RETURN IF ( Needed > 0, IF ( HighMs = 0, 0, DIVIDE ( 2 * LowMs * HighMs, 1000 * ( LowMs + HighMs ) ) ) )
            """;
        return filter is null ? value : $"CALCULATE (\n{Indented(value)},\n    {filter}\n)";
    }

    /// <summary>What is open is told as of the last published day of the period.</summary>
    private static string AsOfLastDay(string value) => $$"""
        VAR LastDay = MAX ( kpi_daily[period_start] )
        RETURN
            CALCULATE (
        {{Indented(Indented(value))}},
                dim_date[date] = LastDay
            )
        """;

    /// <summary>As the settings choose; the parameter says which.</summary>
    private static string ServiceLevel(Kpi kpi)
    {
        var lines = Catalogue.ServiceLevelVariants.Skip(1)
            .Select(variant => $"    \"{variant}\", [{KpiMeasures.NameOf(Catalogue.Find($"service_level.{variant}")!)}],");
        return $"""
            SWITCH (
                SELECTEDVALUE ( parameters[service_level] ),
            {string.Join('\n', lines)}
                DIVIDE ( SUM ( fact_interval[{kpi.Numerator!.Plus[0].Name}] ), SUM ( fact_interval[{kpi.Denominator!.Plus[0].Name}] ) )
            )
            """;
    }

    /// <summary>Intervals' errors cancel out over groups: numerator and denominator of the closest level are added over days.</summary>
    private static string ForecastAccuracy(Kpi kpi) => $$"""
        VAR LevelName = IF ( ISFILTERED ( dim_queue[queue] ), "queue", IF ( ISFILTERED ( dim_channel[channel] ), "channel", "total" ) )
        VAR Told =
            FILTER (
                kpi_daily,
                kpi_daily[id] = "{{kpi.FullId}}" && kpi_daily[level] = LevelName
                    && ( LevelName = "total" || kpi_daily[channel] IN VALUES ( dim_channel[channel] ) )
                    && ( LevelName <> "queue" || kpi_daily[queue] IN VALUES ( dim_queue[queue] ) )
            )
        VAR Alone = ( LevelName = "total" || HASONEVALUE ( dim_channel[channel] ) ) && ( LevelName <> "queue" || HASONEVALUE ( dim_queue[queue] ) )
        RETURN IF ( Alone, DIVIDE ( SUMX ( Told, kpi_daily[numerator] ), SUMX ( Told, kpi_daily[denominator] ) ) )
        """;

    /// <summary>Sums up to the last day of the period that tells them, by the channel of the first contact.</summary>
    private static string ToDate(Kpi kpi) => $$"""
        VAR Told = FILTER ( kpi_daily, kpi_daily[id] = "{{kpi.FullId}}" && kpi_daily[level] = "channel" && kpi_daily[channel] IN VALUES ( dim_channel[channel] ) )
        VAR LastDay = MAXX ( Told, kpi_daily[period_start] )
        VAR AsOf = FILTER ( Told, kpi_daily[period_start] = LastDay )
        RETURN IF ( NOT ( ISFILTERED ( dim_queue[queue] ) || ISFILTERED ( dim_reason[reason] ) || ISFILTERED ( dim_priority[priority] ) ), DIVIDE ( SUMX ( AsOf, kpi_daily[numerator] ), SUMX ( AsOf, kpi_daily[denominator] ) ) )
        """;

    /// <summary>Around the one annotation in the context, in its scope; a day is 24 hours, from the interval that holds it.</summary>
    /// <remarks>That interval by a grid of UTC, which is the tenant's too where its zone is whole intervals away; some seconds early, since fractions of days are not exact.</remarks>
    private static string Shift(Kpi kpi)
    {
        string score = $"[{KpiMeasures.NameOf(kpi)}]";
        return $$"""
            VAR DayCount = 28
            VAR NotedAt = SELECTEDVALUE ( dim_annotation[at_utc] )
            VAR PerDay = 1440 / MIN ( dim_interval[interval_minutes] )
            VAR FirstAfter = ROUNDDOWN ( NotedAt * PerDay + 0.001, 0 ) / PerDay - 0.0001
            VAR OfChannel = SELECTEDVALUE ( dim_annotation[channel] )
            VAR OfQueue = SELECTEDVALUE ( dim_annotation[queue] )
            VAR ScoreBefore =
                CALCULATE (
                    {{score}},
                    REMOVEFILTERS ( dim_date ),
                    fact_interval[interval_start_utc] >= FirstAfter - DayCount && fact_interval[interval_start_utc] < FirstAfter,
                    KEEPFILTERS ( OfChannel = "*" || fact_interval[channel] = OfChannel ),
                    KEEPFILTERS ( OfQueue = "*" || fact_interval[queue] = OfQueue )
                )
            VAR ScoreAfter =
                CALCULATE (
                    {{score}},
                    REMOVEFILTERS ( dim_date ),
                    fact_interval[interval_start_utc] >= FirstAfter && fact_interval[interval_start_utc] < FirstAfter + DayCount,
                    KEEPFILTERS ( OfChannel = "*" || fact_interval[channel] = OfChannel ),
                    KEEPFILTERS ( OfQueue = "*" || fact_interval[queue] = OfQueue )
                )
            RETURN IF ( NOT ISBLANK ( NotedAt ) && NOT ISBLANK ( ScoreBefore ) && NOT ISBLANK ( ScoreAfter ), ScoreAfter - ScoreBefore )
            """;
    }

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => "    " + line));
}
