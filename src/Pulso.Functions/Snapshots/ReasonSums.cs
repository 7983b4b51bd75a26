using Pulso.Measures;

namespace Pulso.Functions.Snapshots;

/// <summary>A business day's contacts by channel, direction and reason: what a month's Pareto and label audit are made from.</summary>
public sealed class ReasonSums(DateOnly date, long startMs)
{
    private static readonly Counter[] Kept =
    [
        Counter.Contacts, Counter.Classified, Counter.Handled, Counter.TalkMs, Counter.HoldMs, Counter.WrapMs, Counter.FcrEligible, Counter.Fcr,
        Counter.Recontacted, Counter.Escalated,
    ];

    private readonly Cells sums = new();

    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind != FacetKind.Whole)
            return;
        var part = new Tally();
        foreach (var counter in Kept)
            part.Add(counter, tally[counter]);
        if (!part.IsEmpty)
            sums.Add(new CellKey(date, startMs, key.Dimensions with { Queue = Dimensions.None, Priority = Dimensions.None }), part);
    }

    public Cells Close() => sums.Trim();
}
