namespace Pulso.Bench.Report;

/// <summary>The values of a figure over the rounds.</summary>
internal readonly record struct Spread(double Low, double Median, double High, int Rounds)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new Spread(sorted[0], median, sorted[^1], sorted.Length);
    }
}

/// <summary>What was measured so far.</summary>
internal sealed class Measured
{
    private readonly Dictionary<Figure, List<double>> values = [];

    /// <summary>What the reader should know besides.</summary>
    public List<string> Remarks { get; } = [];

    public void Add(Figure figure, double value)
    {
        if (!values.TryGetValue(figure, out var all))
            values.Add(figure, all = []);
        all.Add(value);
    }

    /// <summary>Null when it was not measured.</summary>
    public Spread? Of(Figure figure) => values.TryGetValue(figure, out var all) ? Spread.Of(all) : null;
}
