using static Pulso.Functions.Tests.PowerBi.VisualField;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>The two pages: how it stands, and what to do.</summary>
internal static class ReportPages
{
    public const int Width = 1280;
    public const int Height = 720;

    public static readonly IReadOnlyList<(string Name, string Title, IReadOnlyList<Visual> Visuals)> All =
    [
        ("health", "Health · Salud", [.. Slicers(), .. Cards(), .. Trends()]),
        ("action", "Action · Acción", [.. Slicers(), .. Actions()]),
    ];

    private static IEnumerable<Visual> Slicers() =>
    [
        new("days", "slicer", "Days · Días", 10, 10, 400, 60, [OfColumn("Values", "dim_date", "date")]),
        new("channels", "slicer", "Channel · Canal", 420, 10, 280, 60, [OfColumn("Values", "dim_channel", "channel")]),
        new("queues", "slicer", "Queue · Cola", 710, 10, 280, 60, [OfColumn("Values", "dim_queue", "queue")]),
        new("priorities", "slicer", "Priority · Prioridad", 1000, 10, 270, 60, [OfColumn("Values", "dim_priority", "priority")]),
    ];

    /// <summary>The seven cards: the last day's value with its goal, over the trend.</summary>
    private static IEnumerable<Visual> Cards() => KpiMeasures.Health.Select((id, place) =>
    {
        var kpi = Kpis.Catalogue.Find(id)!;
        return new Visual(
            $"card_{id}", "kpi", $"{KpiMeasures.NameOf(kpi)} · {kpi.Name.Es}", 10 + (180 * place), 80, 175, 150,
            [OfKpi("Indicator", id), OfMeasure("Goal", $"Target of {KpiMeasures.NameOf(kpi)}"), OfColumn("TrendLine", "dim_date", "date")]);
    });

    private static IEnumerable<Visual> Trends() =>
    [
        new("against_last_week", "pivotTable", "Against last week and the goals · Frente a la semana anterior y las metas", 10, 240, 620, 250,
            [OfColumn("Columns", Comparison.Table, Comparison.Table), .. KpiMeasures.Health.Select(id => OfKpi("Values", id))])
        { ValuesOnRows = true },
        new("volume_and_service", "lineClusteredColumnComboChart", "Contacts and service level · Volumen y nivel de servicio", 640, 240, 630, 250,
            [OfColumn("Category", "dim_date", "date"), OfKpi("Y", "volume"), OfKpi("Y2", "service_level")]),
        new("heat_map", "pivotTable", "Contacts by weekday and hour · Volumen por día y hora", 10, 500, 860, 210,
            [OfColumn("Rows", "dim_date", "weekday"), OfColumn("Columns", "dim_interval", "hour"), OfKpi("Values", "volume")]),
        new("waits", "lineChart", "Percentiles of the wait · Percentiles de la espera", 880, 500, 390, 210,
            [OfColumn("Category", "dim_date", "date"), .. new[] { "wait_p50", "wait_p90", "wait_p95" }.Select(id => OfKpi("Y", id))]),
    ];

    private static IEnumerable<Visual> Actions() =>
    [
        new("queues_now", "tableEx", "Queues: waiting, oldest, risk · Colas: pendientes, antigüedad, riesgo", 10, 80, 620, 310,
            [
                OfColumn("Values", "dim_channel", "channel"), OfColumn("Values", "dim_queue", "queue"),
                .. new[] { "backlog", "backlog_age_p90", "sla_compliance", "service_level", "abandonment_rate" }.Select(id => OfKpi("Values", id)),
            ])
        { SortBy = OfKpi("Values", "backlog") },
        new("reasons", "barChart", "Reasons by volume · Motivos por volumen", 640, 80, 310, 310, [OfColumn("Category", "dim_reason", "reason"), OfKpi("Y", "volume")])
        { SortBy = OfKpi("Y", "volume") },
        new("ageing", "clusteredColumnChart", "Backlog by priority · Backlog por prioridad", 960, 80, 310, 310,
            [OfColumn("Category", "dim_priority", "priority"), OfKpi("Y", "backlog")]),
        new("reasons_coming_back", "tableEx", "Reasons that come back · Motivos que vuelven", 10, 400, 620, 310,
            [
                OfColumn("Values", "dim_reason", "reason"),
                .. new[] { "fcr", "recontact_rate", "reopen_rate", "escalation_rate", "transfer_rate" }.Select(id => OfKpi("Values", id)),
            ])
        { SortBy = OfKpi("Values", "recontact_rate") },
        new("containment", "multiRowCard", "From bot to human · Del bot al humano", 640, 400, 310, 310,
            [.. new[] { "bot_coverage", "bot_containment", "bot_containment_durable", "bot_abandonment", "handover_rate" }.Select(id => OfKpi("Values", id))]),
        new("drops", "barChart", "Drop by menu option · Caída por opción", 960, 400, 310, 310, [OfColumn("Category", "fact_menu", "option"), OfKpi("Y", "menu_drop")])
        { SortBy = OfKpi("Y", "menu_drop") },
    ];
}
