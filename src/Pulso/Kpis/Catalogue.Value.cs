using Pulso.Measures;
using static Pulso.Measures.Counter;

namespace Pulso.Kpis;

public static partial class Catalogue
{
    private const string Loyalty = "F. F. Reichheld, The Loyalty Effect";

    private static string[] ByChannel => ["channel"];

    private static IEnumerable<Kpi> Values() =>
    [
        Value("cost_per_contact", "cost per contact", "costo por contacto",
            "Costs over the contacts that an agent attended, of all directions.", "Costos sobre los contactos atendidos por un agente, en toda dirección.",
            Unit.Money, higher: false, Sum.Of(CostAmount), Sum.Of(Attended), Cops, "service_level")
            with { AllDirections = true, KnownBy = ByChannel, ZeroIsUnknown = true },
        Value("assisted_sales", "assisted sales", "ventas asistidas",
            "Sales that an agent assisted.", "Ventas asistidas por un agente.", Unit.Count, higher: true, Sum.Of(AssistedSales), null, Cops),
        Value("conversion", "conversion", "conversión",
            "Assisted sales over attended contacts.", "Ventas asistidas sobre contactos atendidos.",
            Unit.Share, higher: true, Sum.Of(AssistedSales), Sum.Of(Attended), Cops, "csat"),
        Value("channel_roi", "return of the channel", "ROI por canal",
            "Amount of the assisted sales over the costs, of all directions.", "Importe de las ventas asistidas sobre los costos, en toda dirección.",
            Unit.Count, higher: true, Sum.Of(AssistedSalesAmount), Sum.Of(CostAmount), Cops) with { AllDirections = true, KnownBy = ByChannel },
        Value("retained", "customers retained", "retención",
            "Customers kept who were about to leave.", "Clientes retenidos que estaban por irse.",
            Unit.Count, higher: true, Sum.Of(Retained), null, Loyalty),
        Value("churned", "churn", "bajas", "Customers who left.", "Clientes que se fueron.", Unit.Count, higher: false, Sum.Of(Churned), null, Loyalty),
        Value("churn_after_recontact", "churn after a recontact", "bajas tras recontacto",
            "Share of the churns with a recontact of the customer in the days before.", "Parte de las bajas con un recontacto del cliente en los días anteriores.",
            Unit.Share, higher: false, Sum.Of(ChurnedAfterRecontact), Sum.Of(Churned), Loyalty),
        Value("clv", "customer value to date", "valor del cliente a la fecha",
            "Revenue to date per customer, by the channel of the first contact.", "Ingreso a la fecha por cliente, por el canal del primer contacto.",
            Unit.Money, higher: true, Sum.Of(RevenueAmount), Sum.Of(CustomersNew), Loyalty)
            with { AllDirections = true, KnownBy = ByChannel, ToDate = true, ZeroIsUnknown = true },
        Value("prevented", "issues prevented", "soporte proactivo",
            "Issues solved before the customer asked.", "Incidencias resueltas antes de que el cliente preguntara.",
            Unit.Count, higher: true, Sum.Of(Prevented), null, Cops),
        Value("forecast_accuracy", "forecast accuracy", "precisión de pronóstico",
            "1 less the mean absolute error of the forecast per interval, weighted by volume (1 − WAPE); inbound contacts.",
            "1 menos el error absoluto medio del pronóstico por intervalo, ponderado por volumen (1 − WAPE); contactos entrantes.",
            Unit.Share, higher: true, null, null, Icmi)
            with { AllDirections = true, KnownBy = ["channel", "queue"], IsForecastAccuracy = true, SettlesAfterDays = LegDays },
    ];

    private static (string[] Ids, string En, string Es)[] ValueBoundaries =>
    [
        (["cost_per_contact"], "By channel or in all; without recorded costs there is no value. A cost lies evenly over its span; costs of other spans add up, an actual one replaces the planned one of its span; another currency is left out.",
            "Por canal o en total; sin costos registrados no hay valor. Un costo se reparte por igual en su periodo; los de otros periodos se suman, el real sustituye al previsto del mismo; otra moneda no entra."),
        (["assisted_sales", "conversion"], "At the start of the contact that the sale names, else at the sale, under the channel of the customer's last contact; a sale is no revenue.",
            "En el inicio del contacto que la venta nombra, si no en la venta, con el canal del último contacto del cliente; una venta no es ingreso."),
        (["channel_roi"], "By channel or in all; sales and costs each in their own time; without costs there is no value.",
            "Por canal o en total; ventas y costos cada uno en su momento; sin costos no hay valor."),
        (["retained", "churned"], "At the event, under the channel of the customer's last contact started by then; who leaves twice counts twice.",
            "En el evento, con el canal del último contacto del cliente iniciado hasta entonces; quien se va dos veces cuenta dos."),
        (["churn_after_recontact"], "The recontact began in the window (14 days by default) before the churn: at exactly its start it counts, at the instant of the churn it does not.",
            "El recontacto empezó en la ventana (14 días por defecto) anterior a la baja: en su inicio exacto cuenta, en el instante de la baja no."),
        (["clv"], "As of the period's end, of a running one as of now; revenue before the first contact counts from it on; who never made contact is in neither side.",
            "Al final del periodo, o ahora si no ha acabado; el ingreso anterior al primer contacto cuenta desde él; quien nunca contactó no está en ningún lado."),
        (["prevented"], "Each issue once, by channel and reason.", "Cada incidencia una vez, por canal y motivo."),
        (["forecast_accuracy"], "Intervals that have ended, and what a forecast speaks of; by channel and queue at most. One without queue is for all of its channel, unless it is asked by queue. Below 0 if the error exceeds the forecast.",
            "Intervalos acabados, y aquello de lo que habla un pronóstico; como mucho por canal y cola. Uno sin cola es para todo su canal, salvo que se pregunte por cola. Menos de 0 si el error supera el pronóstico."),
    ];

    private static Kpi Value(
        string id, string en, string es, string definition, string definicion,
        Unit unit, bool higher, Sum? numerator, Sum? denominator, string source, string? tradeOff = null) =>
        new(id, "", new(en, es), new(definition, definicion), Family.Value, unit, higher, Leading: false, numerator, denominator, source)
        {
            TradeOff = tradeOff,
        };
}
