namespace Pulso.Bench.Neighbours;

/// <summary>How long a quiet tenant's call took from its request to the figures, in milliseconds.</summary>
internal sealed record Delays(IReadOnlyList<double> Milliseconds)
{
    public double Median => Milliseconds.Order().ElementAt(Milliseconds.Count / 2);

    public double Longest => Milliseconds.Max();
}
