using Pulso.Measures;

namespace Pulso.Tests.Scenarios;

/// <summary>Compares figures, and names those that differ: a recount is what is expected, the cells that were added up are the actual ones.</summary>
internal static class Same
{
    public static void Cells(Cells expected, Cells actual)
    {
        if (expected.Encode().AsSpan().SequenceEqual(actual.Encode()))
            return;
        var differences = actual.Minus(expected).InOrder.SelectMany(cell => cell.Value.Entries.Select(entry => Text(cell.Key, entry)));
        Assert.Fail($"figures differ (actual less expected; where a recount is expected, Measures/Contributions less Recount):\n{string.Join('\n', differences)}");
    }

    private static string Text(CellKey key, (int Code, long Value) entry)
    {
        string name = Counter.WithCode(entry.Code)?.Name ?? $"bucket {entry.Code}";
        return $"{name} {entry.Value:+0;-0} at {key.Date:yyyy-MM-dd} {At.Text(key.IntervalMs)} {key.Dimensions} {key.Facet}";
    }
}
