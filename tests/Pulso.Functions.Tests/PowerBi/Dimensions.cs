using Pulso.Functions.Bi;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>A relationship: many rows of a fact to one of a dimension.</summary>
internal sealed record Relationship(string From, string FromColumn, string To, string ToColumn);

/// <summary>A column of the model that is made there.</summary>
/// <param name="Type">As TMDL names it.</param>
internal sealed record MadeColumn(string Name, string Type, string Caption, string Dax, string? SortBy = null, bool IsHidden = false);

/// <summary>The dimensions of the star: every key that any fact has, and the days.</summary>
internal static class StarDimensions
{
    private static readonly string[] Keys = ["channel", "direction", "queue", "reason", "priority"];

    public static IEnumerable<Relationship> Relationships()
    {
        foreach (var table in Source.Tables.Where(table => table.Name.StartsWith("fact_", StringComparison.Ordinal)))
        {
            if (Source.Has(table.Name, "date"))
                yield return new Relationship(table.Name, "date", "dim_date", "date");
            foreach (string key in Keys.Where(key => Source.Has(table.Name, key)))
                yield return new Relationship(table.Name, key, $"dim_{key}", key);
            if (Source.Has(table.Name, "agent"))
                yield return new Relationship(table.Name, "agent_key", "dim_agent", "agent_key");
        }
        yield return new Relationship("fact_interval", "time_local", "dim_interval", "time_local");
        yield return new Relationship("kpi_daily", "period_start", "dim_date", "date");
        yield return new Relationship("kpi_daily", "id", "Measure names", "id");
    }

    /// <summary>The keys as the facts have them: complete, and never without a row.</summary>
    public static IEnumerable<(string Table, string Caption, string Dax, IReadOnlyList<MadeColumn> Columns)> Made()
    {
        string[] captions = ["Canal", "Sentido", "Cola", "Motivo", "Prioridad"];
        foreach (var (key, caption) in Keys.Zip(captions))
            yield return ($"dim_{key}", caption, KeysOf(key), [new MadeColumn(key, "string", caption, $"[{key}]")]);
        yield return ("dim_interval", "Hora del día", KeysOf("time_local"),
        [
            new MadeColumn("time_local", "string", "Intervalo", "[time_local]"),
            new MadeColumn("hour", "string", "Hora", "LEFT ( dim_interval[time_local], 2 )"),
        ]);
        yield return ("dim_date", "Fecha", "CALENDAR ( COALESCE ( MIN ( kpi_daily[period_start] ), TODAY () ), COALESCE ( MAX ( kpi_daily[period_start] ), TODAY () ) )",
        [
            new MadeColumn("date", "dateTime", "Fecha", "[Date]"),
            new MadeColumn("year", "int64", "Año", "YEAR ( dim_date[date] )"),
            new MadeColumn("month", "string", "Mes", "FORMAT ( dim_date[date], \"yyyy-mm\", \"en-US\" )"),
            new MadeColumn("iso_week", "string", "Semana ISO",
                "YEAR ( dim_date[date] - WEEKDAY ( dim_date[date], 2 ) + 4 ) & \"-W\" & FORMAT ( WEEKNUM ( dim_date[date], 21 ), \"00\" )"),
            new MadeColumn("weekday_number", "int64", "Número de día", "WEEKDAY ( dim_date[date], 2 )", IsHidden: true),
            new MadeColumn("weekday", "string", "Día de la semana", "FORMAT ( dim_date[date], \"ddd\" )", SortBy: "weekday_number"),
        ]);
    }

    /// <summary>The columns that a table of the exports gets beside its own.</summary>
    public static IEnumerable<MadeColumn> Added(BiTable table)
    {
        const string Moment = "\"yyyy-mm-dd hh:nn:ss\"";
        if (table.Name == "dim_agent")
            yield return new MadeColumn("agent_key", "string", "Clave", $"dim_agent[agent] & \" \" & FORMAT ( dim_agent[valid_from], {Moment} )", IsHidden: true);
        if (table.Name.StartsWith("fact_", StringComparison.Ordinal) && Source.Has(table.Name, "agent"))
        {
            yield return new MadeColumn("agent_key", "string", "Clave", $$"""
                VAR Agent = {{table.Name}}[agent]
                VAR WorkedAt = {{table.Name}}[interval_start_utc]
                VAR ValidFrom = MAXX ( FILTER ( dim_agent, dim_agent[agent] = Agent && dim_agent[valid_from] <= WorkedAt ), dim_agent[valid_from] )
                RETURN IF ( NOT ISBLANK ( ValidFrom ), Agent & " " & FORMAT ( ValidFrom, {{Moment}} ) )
                """, IsHidden: true);
        }
    }

    private static string KeysOf(string key)
    {
        var tables = Source.Tables.Where(table => table.Name.StartsWith("fact_", StringComparison.Ordinal) && Source.Has(table.Name, key)).ToList();
        var parts = tables.Select(table => $"    SELECTCOLUMNS ( {table.Name}, \"{key}\", {table.Name}[{key}] )").ToList();
        return parts.Count == 1 ? $"DISTINCT ( {parts[0].Trim()} )" : $"DISTINCT ( UNION (\n{string.Join(",\n", parts)}\n) )";
    }
}
