namespace Pulso.Cli.Demo.Simulation;

/// <summary>Random quantities from a seed: the same seed gives the same sequence.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random random = new(seed);

    public bool Happens(double probability) => random.NextDouble() < probability;

    public double Between(double low, double high) => low + ((high - low) * random.NextDouble());

    public int Below(int bound) => random.Next(bound);

    public double Exponential(double mean) => -mean * Math.Log(1 - random.NextDouble());

    /// <param name="mean">Of the quantity itself, not of its logarithm.</param>
    public double LogNormal(double mean, double sigma) => mean * Math.Exp((sigma * Normal()) - (sigma * sigma / 2));

    public T OneOf<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>One of the items, in proportion to their weights.</summary>
    public T OneOf<T>(IReadOnlyList<(T Item, double Weight)> items)
    {
        double at = random.NextDouble() * items.Sum(item => item.Weight);
        foreach (var (item, weight) in items)
        {
            at -= weight;
            if (at < 0)
                return item;
        }
        return items[^1].Item;
    }

    // Box and Muller, A note on the generation of random normal deviates (1958).
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
