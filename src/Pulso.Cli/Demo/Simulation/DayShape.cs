namespace Pulso.Cli.Demo.Simulation;

/// <summary>How busy the hours of a day are: a hump before noon and a lower one in the afternoon.</summary>
internal static class DayShape
{
    private const double Minute = 60;

    /// <summary>The intensity at a second of the day; the scale is free.</summary>
    public static double At(double second)
    {
        double hour = second / 3_600;
        return 0.03 + (0.4 * Hump(hour, 13, 5)) + (0.6 * Hump(hour, 10.3, 1.9)) + (0.42 * Hump(hour, 15.8, 1.9));
    }

    /// <summary>The expected arrivals between two seconds of the day, of a line that expects so many while it is open.</summary>
    public static double Expected(Line line, double from, double to) =>
        line.Arrivals * Area(Math.Max(from, line.Opens), Math.Min(to, line.Closes)) / Area(line.Opens, line.Closes);

    /// <summary>A non-homogeneous Poisson process of that shape, by thinning (Lewis and Shedler, 1979).</summary>
    public static IEnumerable<double> Arrivals(Line line, Draw draw)
    {
        double scale = line.Arrivals / Area(line.Opens, line.Closes);
        double most = scale * 1.5;
        for (double at = line.Opens + draw.Exponential(1 / most); at < line.Closes; at += draw.Exponential(1 / most))
        {
            if (draw.Happens(scale * At(at) / most))
                yield return at;
        }
    }

    private static double Hump(double hour, double middle, double width) => Math.Exp(-Math.Pow((hour - middle) / width, 2));

    private static double Area(double from, double to)
    {
        double area = 0;
        for (double at = from; at < to; at += Minute)
            area += At(at + (Minute / 2)) * Math.Min(Minute, to - at);
        return area;
    }
}
