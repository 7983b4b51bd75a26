namespace Pulso.Cli.Demo.Simulation;

/// <summary>Who works when, and with which skills.</summary>
internal static class Roster
{
    private const double Hour = 3_600;

    private static readonly string[] Service = [Centre.Soporte, Centre.Facturacion];
    private static readonly string[] Sales = [Centre.Ventas, Centre.Facturacion];
    private static readonly string[] Everything = [Centre.Ventas, Centre.Soporte, Centre.Facturacion];

    public static IReadOnlyList<SimulatedAgent> Voice() => [.. Shifts("voz", 1, (7, 5), (8, 4), (9, 4), (11, 3), (12, 6))];

    public static IReadOnlyList<SimulatedAgent> Digital() => [.. Shifts("digital", 3, (6, 2), (7, 2), (9, 2), (12, 2), (14, 3))];

    public static IReadOnlyList<SimulatedAgent> BackOffice() => [.. Shifts("escritos", 1, (7, 4), (9, 3), (12, 2))];

    /// <summary>So many people from each of these hours on, for eight hours, with a break around the middle.</summary>
    private static IEnumerable<SimulatedAgent> Shifts(string team, int slots, params (double From, int People)[] shifts)
    {
        int number = 0;
        foreach (var (from, people) in shifts)
        {
            for (int i = 0; i < people; i++)
            {
                double begins = from * Hour;
                double pause = begins + ((from < 10 ? 4 : 2.5) * Hour) + (i % 4 * 0.5 * Hour); // out of the peaks
                string[] skills = (number % 4) switch { 0 or 2 => Service, 1 => Everything, _ => Sales };
                yield return new SimulatedAgent(
                    $"{team}-{++number:00}", team, team == "voz" ? skills : Everything,
                    new Span(begins, begins + (8 * Hour)), new Span(pause, pause + (0.5 * Hour)), slots);
            }
        }
    }
}
