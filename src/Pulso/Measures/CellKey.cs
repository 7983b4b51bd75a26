namespace Pulso.Measures;

/// <summary>What figures are split by. An unknown key is <see cref="None"/>.</summary>
public readonly record struct Dimensions(string Channel, string Direction, string Queue, string Reason, string Priority)
    : IComparable<Dimensions>
{
    /// <summary>Stands for an unknown key.</summary>
    public const string None = "(none)";

    /// <summary>What is split by nothing that is known.</summary>
    public static readonly Dimensions Unknown = new(None, None, None, None, None);

    public int CompareTo(Dimensions other)
    {
        int order = string.CompareOrdinal(Channel, other.Channel);
        if (order == 0)
            order = string.CompareOrdinal(Direction, other.Direction);
        if (order == 0)
            order = string.CompareOrdinal(Queue, other.Queue);
        if (order == 0)
            order = string.CompareOrdinal(Reason, other.Reason);
        return order != 0 ? order : string.CompareOrdinal(Priority, other.Priority);
    }
}

/// <summary>One cell: an interval of a business day, the dimensions, and where its figures are split further, the facet.</summary>
/// <param name="Date">The business day that holds the interval.</param>
/// <param name="IntervalMs">The interval's start, in milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Facet">Null for the cells that are split by their dimensions alone.</param>
public readonly record struct CellKey(DateOnly Date, long IntervalMs, Dimensions Dimensions, Facet? Facet = null) : IComparable<CellKey>
{
    public FacetKind Kind => Facet?.Kind ?? FacetKind.Whole;

    public int CompareTo(CellKey other)
    {
        int order = Date.CompareTo(other.Date);
        if (order == 0)
            order = IntervalMs.CompareTo(other.IntervalMs);
        if (order == 0)
            order = Dimensions.CompareTo(other.Dimensions);
        if (order == 0)
            order = Comparer<Facet?>.Default.Compare(Facet, other.Facet);
        return order;
    }
}
