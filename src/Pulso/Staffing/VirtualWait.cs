namespace Pulso.Staffing;

/// <summary>How long callers of endless patience would wait in a queue whose other callers lose theirs.</summary>
internal sealed class VirtualWait
{
    private const double Negligible = 50; // e⁻⁵⁰ of the highest density
    private const int Pieces = 32;
    private const int Panels = 64; // of a piece

    private readonly double arrivals;
    private readonly double departures;
    private readonly double impatience;
    private readonly double highest;
    private readonly double from;
    private readonly double to;
    private readonly double none; // the weight of no wait, as that of a density: relative to the highest

    private VirtualWait(ErlangA queue, int agents)
    {
        arrivals = queue.ArrivalsPerSecond;
        departures = agents / queue.HandleSeconds;
        impatience = double.IsPositiveInfinity(queue.PatienceSeconds) ? 0 : 1 / queue.PatienceSeconds;
        double peak = impatience > 0 && arrivals > departures ? Math.Log(arrivals / departures) / impatience : 0;
        highest = Exponent(peak);
        from = peak > 0 && Exponent(0) < highest - Negligible ? Edge(peak, 0) : 0;
        double far = 1 / departures;
        while (Exponent(peak + far) > highest - Negligible)
            far *= 2;
        to = Edge(peak, peak + far);
        none = Math.Exp(-highest - Math.Log(arrivals) - LogOfAllBusy(queue.Load, agents - 1));
        double some = Integral(to, _ => 1);
        Positive = double.IsPositiveInfinity(none) ? 0 : some / (none + some);
        Left = Positive == 0 ? 0 : Integral(to, x => -ExpLessOne(-impatience * x)) / (none + some);
        Whole = none + some;
    }

    /// <summary>The chance to wait at all.</summary>
    public double Positive { get; }

    /// <summary>The chance to leave.</summary>
    public double Left { get; }

    private double Whole { get; }

    /// <summary>Null where the queue grows without end.</summary>
    public static VirtualWait? Of(ErlangA queue, int agents) =>
        agents < 1 || (double.IsPositiveInfinity(queue.PatienceSeconds) && queue.Load >= agents) ? null
        : new VirtualWait(queue.ArrivalsPerSecond > 0 ? queue : queue with { ArrivalsPerSecond = double.Epsilon }, agents);

    /// <summary>The chance to be answered, and within a time.</summary>
    public double AnsweredWithin(double seconds) => Positive == 0 ? 1
        : Math.Min(1, 1 - Positive + (Integral(Math.Min(seconds, to), x => Math.Exp(-impatience * x)) / Whole));

    /// <summary>The logarithm of the density, but for a constant: concave, so it has one peak.</summary>
    private double Exponent(double x) =>
        (impatience == 0 ? arrivals * x : arrivals * -ExpLessOne(-impatience * x) / impatience) - (departures * x);

    /// <summary>Where the density becomes negligible, between the peak and an instant at which it is.</summary>
    private double Edge(double peak, double beyond)
    {
        for (int i = 0; i < 60; i++)
        {
            double middle = (peak + beyond) / 2;
            if (Exponent(middle) < highest - Negligible)
                beyond = middle;
            else
                peak = middle;
        }
        return beyond;
    }

    /// <summary>The density times a factor, up to an instant: in pieces of equal length, and of doubling length where patience is short.</summary>
    private double Integral(double until, Func<double, double> factor)
    {
        if (until <= from)
            return 0;
        var cuts = new SortedSet<double> { from, until };
        for (int i = 1; i < Pieces; i++)
            cuts.Add(from + ((until - from) * i / Pieces));
        for (double step = impatience > 0 ? 1 / (8 * impatience) : until; from + step < until; step *= 2)
            cuts.Add(from + step);
        return cuts.Zip(cuts.Skip(1)).Sum(piece => Simpson(piece.First, piece.Second, factor));
    }

    private double Simpson(double start, double end, Func<double, double> factor)
    {
        double width = (end - start) / Panels;
        double sum = 0;
        for (int i = 0; i <= Panels; i++)
        {
            double x = start + (i * width);
            sum += Math.Exp(Exponent(x) - highest) * factor(x) * (i == 0 || i == Panels ? 1 : i % 2 == 0 ? 2 : 4);
        }
        return sum * width / 3;
    }

    /// <summary>The logarithm of Erlang's loss formula, by its recursion; what is too small for a number is minus infinity.</summary>
    private static double LogOfAllBusy(double load, int agents)
    {
        double busy = 1;
        for (int k = 1; k <= agents; k++)
            busy = load * busy / (k + (load * busy));
        return Math.Log(busy);
    }

    /// <summary>eˣ − 1, exact near 0 too.</summary>
    private static double ExpLessOne(double x) =>
        Math.Abs(x) < 1e-3 ? x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4)))))) : Math.Exp(x) - 1;
}
