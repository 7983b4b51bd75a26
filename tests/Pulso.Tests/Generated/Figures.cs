using Pulso.Measures;

namespace Pulso.Tests.Generated;

/// <summary>Cells with arbitrary figures, negative ones too: few keys, so that they meet.</summary>
internal static class Figures
{
    public static Cells Any(Random random)
    {
        var cells = new Cells();
        for (int count = random.Next(6); count > 0; count--)
            cells.Add(AnyKey(random), AnyTally(random));
        return cells;
    }

    public static Tally AnyTally(Random random)
    {
        var tally = new Tally();
        for (int count = random.Next(20); count > 0; count--)
        {
            tally.Add(Counter.All[random.Next(Counter.All.Count)], random.NextInt64(-1L << random.Next(1, 50), 1L << random.Next(1, 50)));
            tally.Add(Histogram.Handle, random.NextInt64(1L << random.Next(1, 32)));
        }
        return tally;
    }

    private static CellKey AnyKey(Random random)
    {
        string Name() => random.Next(3) == 0 ? Dimensions.None : $"ключ {random.Next(2)}";
        var dimensions = new Dimensions(Name(), Name(), Name(), Name(), Name());
        return new CellKey(new DateOnly(2026, 3, random.Next(1, 4)), random.Next(3) * 900_000L, dimensions);
    }
}
