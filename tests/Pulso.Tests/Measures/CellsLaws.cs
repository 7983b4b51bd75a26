using Pulso.Measures;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Measures;

/// <summary>Cells are an abelian group, and equal cells have equal encodings.</summary>
public sealed class CellsLaws
{
    [Fact]
    public void Addition_is_commutative() => Law.For(Two, pair =>
        Same.Cells(Sum(pair.A, pair.B), Sum(pair.B, pair.A)));

    [Fact]
    public void Addition_is_associative() => Law.For(Three, three =>
        Same.Cells(Sum(Sum(three.A, three.B), three.C), Sum(three.A, Sum(three.B, three.C))));

    [Fact]
    public void The_empty_cells_are_the_identity() => Law.For(Figures.Any, cells =>
    {
        Same.Cells(cells, Sum(cells, new Cells()));
        Same.Cells(cells, Sum(new Cells(), cells));
    });

    [Fact]
    public void What_was_added_can_be_taken_away() => Law.For(Two, pair =>
    {
        Same.Cells(pair.A, Sum(pair.A, pair.B).Minus(pair.B));
        Assert.True(pair.A.Minus(pair.A).IsEmpty);
    });

    [Fact]
    public void A_difference_leaves_both_sides_as_they_were() => Law.For(Two, pair =>
    {
        byte[] a = pair.A.Encode(), b = pair.B.Encode();
        pair.A.Minus(pair.B);
        Assert.Equal(a, pair.A.Encode());
        Assert.Equal(b, pair.B.Encode());
    });

    [Fact]
    public void Cells_survive_their_encoding() => Law.For(Figures.Any, cells =>
    {
        var decoded = Cells.Decode(cells.Encode());
        Same.Cells(cells, decoded);
        Assert.Equal(cells.Count, decoded.Count);
        Assert.All(decoded.All, cell => Assert.True(cells.At(cell.Key).SameAs(cell.Value)));
    });

    [Fact]
    public void Encoded_cells_are_read_one_by_one_in_their_order() => Law.For(Figures.Any, cells =>
    {
        var read = CellStream.Read(cells.Encode()).ToList();
        Assert.Equal(cells.InOrder.Select(cell => cell.Key), read.Select(cell => cell.Key));
        Assert.All(read, cell => Assert.True(cells.At(cell.Key).SameAs(cell.Value)));
    });

    [Fact]
    public void Decoded_cells_can_be_added_to() => Law.For(Two, pair =>
        Same.Cells(Sum(pair.A, pair.B), Sum(Cells.Decode(pair.A.Encode()), Cells.Decode(pair.B.Encode()))));

    [Fact]
    public void Tallies_add_counter_by_counter() => Law.For(
        random => (A: Figures.AnyTally(random), B: Figures.AnyTally(random)),
        pair =>
        {
            var expected = pair.A.Entries.Concat(pair.B.Entries).GroupBy(entry => entry.Code)
                .Select(same => (same.Key, same.Sum(entry => entry.Value))).Where(entry => entry.Item2 != 0).Order().ToList();
            pair.A.Add(pair.B);
            Assert.Equal(expected, pair.A.Entries.ToList());
        });

    [Fact]
    public void A_counter_that_leaves_64_bits_is_an_error_and_no_figure()
    {
        var tally = new Tally();
        tally.Add(Counter.WaitAnsweredMs, long.MaxValue);
        Assert.Throws<OverflowException>(() => tally.Add(Counter.WaitAnsweredMs));
    }

    [Fact]
    public void Cells_are_in_the_order_of_date_interval_and_dimensions() => Law.For(Figures.Any, cells =>
    {
        var keys = cells.InOrder.Select(cell => cell.Key).ToList();
        Assert.All(keys.Zip(keys.Skip(1)), pair => Assert.True(pair.First.CompareTo(pair.Second) < 0));
    });

    private static Cells Sum(Cells a, Cells b)
    {
        var sum = new Cells();
        sum.Add(a);
        sum.Add(b);
        return sum;
    }

    private static (Cells A, Cells B) Two(Random random) => (Figures.Any(random), Figures.Any(random));

    private static (Cells A, Cells B, Cells C) Three(Random random) => (Figures.Any(random), Figures.Any(random), Figures.Any(random));
}
