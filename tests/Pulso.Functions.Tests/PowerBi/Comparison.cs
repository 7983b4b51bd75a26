using Pulso.Functions.Bi.Tables;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>The calculation group that holds any measure against something.</summary>
internal static class Comparison
{
    public const string Table = "Comparison";
    public const string Column = "Comparison[Comparison]";
    public const string Target = "Target";

    private const string LastWeek = "CALCULATE ( SELECTEDMEASURE (), DATEADD ( dim_date[date], -7, DAY ) )";

    // The closest level, as in kpi_daily: the goal of the queue, of the channel, else of all.
    private const string Goal = """
        VAR LevelName = IF ( ISFILTERED ( dim_queue[queue] ), "queue", IF ( ISFILTERED ( dim_channel[channel] ), "channel", "total" ) )
        VAR Goals =
            FILTER (
                kpi_daily,
                RELATED ( dim_kpi[measure] ) = SELECTEDMEASURENAME () && kpi_daily[level] = LevelName
                    && ( LevelName = "total" || kpi_daily[channel] IN VALUES ( dim_channel[channel] ) )
                    && ( LevelName <> "queue" || kpi_daily[queue] IN VALUES ( dim_queue[queue] ) )
                    && NOT ISBLANK ( kpi_daily[target] )
            )
        VAR LastDay = MAXX ( Goals, kpi_daily[period_start] )
        VAR InForce = FILTER ( Goals, kpi_daily[period_start] = LastDay )
        VAR TheGoal = IF ( MINX ( InForce, kpi_daily[target] ) = MAXX ( InForce, kpi_daily[target] ), MAXX ( InForce, kpi_daily[target] ) )
        """;

    /// <summary>Each item in English and Spanish, with its DAX.</summary>
    public static readonly IReadOnlyList<(string Name, string Caption, string Dax)> Items =
    [
        ("Now", "Ahora", "SELECTEDMEASURE ()"),
        ("Same weekday last week", "Mismo día de la semana anterior", LastWeek),
        ("Change", "Cambio", $"""
            VAR ThisTime = SELECTEDMEASURE ()
            VAR LastTime = {LastWeek}
            RETURN IF ( NOT ISBLANK ( ThisTime ) && NOT ISBLANK ( LastTime ), ThisTime - LastTime )
            """),
        (Target, "Meta", $"{Goal}\nRETURN TheGoal"),
        ("Gap to target", "Distancia a la meta", $"{Goal}\nRETURN IF ( NOT ISBLANK ( TheGoal ) && NOT ISBLANK ( SELECTEDMEASURE () ), SELECTEDMEASURE () - TheGoal )"),
    ];

    public static IEnumerable<string> Tmdl()
    {
        var text = new Tmdl().Describe(0, "Holds any measure against the same weekday last week and against its goal.").Line(0, $"table {Table}").Gap()
            .Line(1, "calculationGroup").Line(2, "precedence: 10");
        foreach (var (name, _, dax) in Items)
            text.Gap().Expression(2, $"calculationItem {PowerBi.Tmdl.Name(name)}", dax);
        return text.Gap().Line(1, $"column {Table}").Line(2, "dataType: string").Line(2, "summarizeBy: none").Line(2, "sourceColumn: Name").Line(2, "sortByColumn: Ordinal")
            .Gap().Line(1, "column Ordinal").Line(2, "dataType: int64").Line(2, "isHidden").Line(2, "summarizeBy: none").Line(2, "sourceColumn: Ordinal")
            .Gap().Line(1, $"partition {Table} = calculationGroup").Line(2, "mode: import").Lines;
    }
}
