namespace Pulso.Cli.Demo.Simulation;

/// <summary>A channel as customers use it: so many arrivals a day, while it is open.</summary>
/// <param name="Opens">Seconds since the day began.</param>
/// <param name="Patience">The mean patience in the queue, in seconds.</param>
internal sealed record Line(
    string Channel, double Arrivals, double Opens, double Closes, double Patience, IReadOnlyList<(string Queue, double Weight)> Queues);

/// <summary>The demonstration's contact centre: channels, queues, reasons and people. All of it is made up.</summary>
internal static class Centre
{
    public const string Ventas = "ventas";
    public const string Soporte = "soporte";
    public const string Facturacion = "facturación";

    private const double Hour = 3_600;

    private static readonly (string, double)[] AllQueues = [(Soporte, 0.45), (Facturacion, 0.33), (Ventas, 0.22)];

    public static readonly IReadOnlyList<Line> Lines =
    [
        new("voice", 1_150, 7 * Hour, 20 * Hour, 180, AllQueues),
        new("whatsapp", 480, 6 * Hour, 22 * Hour, 200, AllQueues),
        new("chat", 360, 7 * Hour, 21 * Hour, 150, AllQueues),
        new("email", 260, 0, 24 * Hour, double.PositiveInfinity, AllQueues),
        new("helpdesk", 110, 6 * Hour, 20 * Hour, double.PositiveInfinity, [(Soporte, 1)]),
    ];

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<(string Reason, double Weight)>> Reasons =
        new Dictionary<string, IReadOnlyList<(string, double)>>
        {
            [Ventas] = [("cotización", 0.5), ("promoción", 0.3), ("cambio de plan", 0.2)],
            [Soporte] = [("sin servicio", 0.3), ("configuración", 0.3), ("falla intermitente", 0.25), ("garantía", 0.15)],
            [Facturacion] = [("cobro no reconocido", 0.35), ("copia de factura", 0.3), ("medio de pago", 0.2), ("saldo", 0.15)],
        };

    /// <summary>The mean talk of a call, in seconds.</summary>
    public static double Talk(string queue) => queue switch
    {
        Ventas => 265,
        Soporte => 285,
        _ => 205,
    };

    public static Line Line(string channel) => Lines.First(line => line.Channel == channel);

    /// <summary>Another queue than this one.</summary>
    public static string Other(string queue, Draw draw) => draw.OneOf([.. AllQueues.Where(other => other.Item1 != queue)]);
}
