using Pulso.Functions.Bi.Tables;
using Pulso.Measures;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>A relationship: many rows of a fact to one of a dimension.</summary>
internal sealed record Relationship(string From, string FromColumn, string To, string ToColumn);

/// <summary>A text column that the model makes of others.</summary>
internal sealed record MadeColumn(string Name, string Dax, string? SortBy = null, bool IsHidden = false);

/// <summary>The star: every fact with the dimensions that it has the keys of.</summary>
internal static class Star
{
    private static readonly string[] Keys = ["channel", "direction", "queue", "reason", "priority"];
    private static readonly string[] Directions = ["inbound", "outbound", "proactive", Dimensions.None];

    /// <summary>The facts whose rows are figures of cells; a restatement's keys are those of a level.</summary>
    private static IEnumerable<BiTable> Facts =>
        Source.Tables.Where(table => table.Name.StartsWith("fact_", StringComparison.Ordinal) && table.Name != "fact_restatement");

    public static IEnumerable<Relationship> Relationships()
    {
        foreach (var fact in Facts)
        {
            yield return new Relationship(fact.Name, "date", "dim_date", "date");
            foreach (string key in Keys.Where(key => Source.Has(fact.Name, key)))
                yield return new Relationship(fact.Name, key, $"dim_{key}", key);
            if (Source.Has(fact.Name, "agent"))
                yield return new Relationship(fact.Name, "agent_key", "dim_agent", "agent_key");
        }
        yield return new Relationship("fact_interval", "time_local", "dim_interval", "time_local");
        yield return new Relationship("fact_restatement", "date", "dim_date", "date");
        yield return new Relationship("fact_restatement", "id", "dim_kpi", "id");
        yield return new Relationship("kpi_daily", "period_start", "dim_date", "date");
        yield return new Relationship("kpi_daily", "id", "dim_kpi", "id");
    }

    /// <summary>True for a column that a dimension tells.</summary>
    public static bool IsKey(string column) => column == "date" || Keys.Contains(column);

    /// <summary>What no file holds: the directions of contacts; <c>(none)</c> for what is of none, such as costs.</summary>
    public static string DirectionDax =>
        $"DATATABLE ( \"direction\", STRING, {{ {string.Join(", ", Directions.Select(direction => $"{{ \"{direction}\" }}"))} }} )";

    /// <summary>The columns that a table of the exports gets beside its own.</summary>
    public static IEnumerable<MadeColumn> Added(BiTable table)
    {
        const string Moment = "\"yyyy-mm-dd hh:nn:ss\"";
        if (table.Name == "dim_date")
            yield return new MadeColumn("weekday", "FORMAT ( dim_date[date], \"ddd\" )", SortBy: "iso_weekday");
        if (table.Name == "dim_kpi")
        {
            yield return new MadeColumn("measure", """
                UPPER ( LEFT ( dim_kpi[name_en], 1 ) ) & MID ( dim_kpi[name_en], 2, 1000 )
                    & IF ( dim_kpi[variant] <> "", " (" & SUBSTITUTE ( dim_kpi[variant], "_", " " ) & ")" )
                """);
        }
        if (table.Name == "dim_agent")
            yield return new MadeColumn("agent_key", $"dim_agent[agent] & \" \" & FORMAT ( dim_agent[valid_from], {Moment} )", IsHidden: true);
        if (table.Name is "kpi_daily" or "fact_restatement")
            yield return new MadeColumn("id", $"{table.Name}[kpi] & IF ( {table.Name}[variant] <> \"\", \".\" & {table.Name}[variant] )", IsHidden: true);
        if (Facts.Contains(table) && Source.Has(table.Name, "agent"))
        {
            yield return new MadeColumn("agent_key", $$"""
                VAR Agent = {{table.Name}}[agent]
                VAR WorkedAt = {{table.Name}}[interval_start_utc]
                VAR ValidFrom = MAXX ( FILTER ( dim_agent, dim_agent[agent] = Agent && dim_agent[valid_from] <= WorkedAt ), dim_agent[valid_from] )
                RETURN IF ( NOT ISBLANK ( ValidFrom ), Agent & " " & FORMAT ( ValidFrom, {{Moment}} ) )
                """, IsHidden: true);
        }
    }

    /// <summary>The tables, and the columns of dimensions, as Spanish readers see them.</summary>
    public static IReadOnlyList<(string Table, string Caption, IReadOnlyList<(string Column, string Caption)> Columns)> Spanish { get; } =
    [
        (Comparison.Table, "Comparación", []),
        ("dim_date", "Fecha",
            [("date", "Fecha"), ("year", "Año"), ("quarter", "Trimestre"), ("month", "Mes"), ("year_month", "Año y mes"), ("iso_week", "Semana ISO"), ("weekday", "Día de la semana")]),
        ("dim_interval", "Hora del día", [("time_local", "Intervalo"), ("hour", "Hora")]),
        ("dim_channel", "Canal", [("channel", "Canal")]),
        ("dim_direction", "Sentido", [("direction", "Sentido")]),
        ("dim_queue", "Cola", [("queue", "Cola")]),
        ("dim_reason", "Motivo", [("reason", "Motivo")]),
        ("dim_priority", "Prioridad", [("priority", "Prioridad")]),
        ("dim_agent", "Agente",
            [("agent", "Agente"), ("team", "Equipo"), ("supervisor", "Supervisor"), ("site", "Sede"), ("skills", "Habilidades"), ("peer_group", "Grupo de pares")]),
        ("dim_goal", "Meta", [("target", "Meta"), ("warn", "Aviso"), ("objective", "Objetivo"), ("owner", "Responsable"), ("cadence", "Cadencia")]),
        ("dim_annotation", "Anotación", [("text", "Texto"), ("kind", "Tipo"), ("at_utc", "Desde (UTC)"), ("until_utc", "Hasta (UTC)")]),
        ("dim_kpi", "KPI", [("name_es", "Nombre"), ("definition_es", "Definición"), ("family", "Familia"), ("unit", "Unidad")]),
        ("fact_contact", "Contactos",
            [("contact", "Contacto"), ("customer", "Cliente"), ("first_agent", "Primer agente"), ("last_agent", "Último agente"), ("started_utc", "Inicio (UTC)"),
                ("answered_utc", "Atendido (UTC)"), ("resolved_utc", "Resuelto (UTC)"), ("closed_utc", "Cerrado (UTC)"), ("wait_ms", "Espera (ms)"),
                ("talk_ms", "Conversación (ms)"), ("hold_ms", "Retención (ms)"), ("wrap_ms", "Trabajo posterior (ms)")]),
        ("fact_survey", "Encuestas",
            [("survey", "Encuesta"), ("contact", "Contacto"), ("customer", "Cliente"), ("kind", "Tipo"), ("answered_utc", "Respondida (UTC)"), ("score", "Puntuación"), ("comment", "Comentario")]),
        ("fact_sla", "Relojes SLA",
            [("contact", "Contacto"), ("clock", "Reloj"), ("target_ms", "Objetivo (ms)"), ("due_utc", "Vence (UTC)"), ("met_utc", "Cumplido (UTC)"), ("state", "Estado")]),
        ("fact_restatement", "Re-expresiones", [("old_value", "Valor anterior"), ("new_value", "Valor nuevo"), ("cause", "Causa"), ("restated_utc", "Cuándo (UTC)")]),
    ];
}
