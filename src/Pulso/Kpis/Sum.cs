using Pulso.Measures;

namespace Pulso.Kpis;

/// <summary>A signed sum of counters: one side of a ratio.</summary>
public sealed record Sum(IReadOnlyList<Counter> Plus, IReadOnlyList<Counter> Minus)
{
    public static Sum Of(params Counter[] plus) => new(plus, []);

    public Sum Less(params Counter[] minus) => new(Plus, minus);

    public long In(Tally tally) => In(tally, Plus) - In(tally, Minus);

    private static long In(Tally tally, IReadOnlyList<Counter> counters)
    {
        long sum = 0;
        for (int i = 0; i < counters.Count; i++)
            sum = checked(sum + tally[counters[i]]);
        return sum;
    }

    /// <summary>The sum as a formula, such as <c>offered − abandoned_short</c>.</summary>
    public override string ToString()
    {
        string text = string.Join(" + ", Plus.Select(counter => counter.Name));
        return Minus.Count == 0 ? text : $"{text} − {string.Join(" − ", Minus.Select(counter => counter.Name))}";
    }
}
