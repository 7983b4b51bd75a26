namespace Pulso.Measures;

/// <summary>What figures are split by. An unknown key is <see cref="None"/>.</summary>
public readonly record struct Dimensions(string Channel, string Direction, string Queue, string Reason, string Priority)
    : IComparable<Dimensions>
{
    /// <summary>Stands for an unknown key.</summary>
    public const string None = "(none)";

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

/// <summary>One cell: an interval of a business day, and the dimensions.</summary>
/// <param name="Date">The business day that holds the interval.</param>
/// <param name="IntervalMs">The interval's start, in milliseconds since 1970-01-01T00:00:00Z.</param>
public readonly record struct CellKey(DateOnly Date, long IntervalMs, Dimensions Dimensions) : IComparable<CellKey>
{
    public int CompareTo(CellKey other)
    {
        int order = Date.CompareTo(other.Date);
        if (order == 0)
            order = IntervalMs.CompareTo(other.IntervalMs);
        return order != 0 ? order : Dimensions.CompareTo(other.Dimensions);
    }
}
