using Pulso.Encoding;

namespace Pulso.Measures;

/// <summary>A sum of counters and histogram buckets: sparse, integer, exact.</summary>
/// <remarks>The empty tally is the identity of addition; subtracting what was added leaves nothing behind.</remarks>
public sealed class Tally
{
    /// <summary>The code of what a fact's tally holds: it is there, once.</summary>
    public const int Presence = 0;

    private int[] codes = new int[8];
    private long[] values = new long[8];
    private int size;

    public bool IsEmpty => size == 0;

    public long this[Counter counter] => this[counter.Code];

    public long this[int code]
    {
        get
        {
            int at = Array.BinarySearch(codes, 0, size, code);
            return at < 0 ? 0 : values[at];
        }
    }

    public void Add(Counter counter, long value = 1) => Add(counter.Code, value);

    public void Add(Counter counter, bool condition) => Add(counter.Code, condition ? 1 : 0);

    public void Add(Histogram histogram, long milliseconds) => Add(histogram.Bucket(milliseconds), 1);

    /// <exception cref="OverflowException">A counter leaves the range of 64 bits.</exception>
    public void Add(int code, long value) => Add(code, value, from: 0);

    public void Add(Tally other, int sign = 1)
    {
        int from = 0;
        for (int i = 0; i < other.size; i++)
            from = Add(other.codes[i], sign * other.values[i], from);
    }

    /// <summary>The entries with codes from <paramref name="from"/> up to and without <paramref name="to"/>, in order.</summary>
    public IEnumerable<(int Code, long Value)> Between(int from, int to)
    {
        int at = Array.BinarySearch(codes, 0, size, from);
        for (int i = at < 0 ? ~at : at; i < size && codes[i] < to; i++)
            yield return (codes[i], values[i]);
    }

    public IEnumerable<(int Code, long Value)> Entries => Between(int.MinValue, int.MaxValue);

    public bool SameAs(Tally other) =>
        codes.AsSpan(0, size).SequenceEqual(other.codes.AsSpan(0, other.size))
        && values.AsSpan(0, size).SequenceEqual(other.values.AsSpan(0, other.size));

    public void Encode(ByteWriter writer)
    {
        writer.Count(size);
        int last = 0;
        for (int i = 0; i < size; i++)
        {
            writer.Count(codes[i] - last);
            writer.Signed(values[i]);
            last = codes[i];
        }
    }

    public static Tally Decode(ref ByteReader reader)
    {
        int size = reader.Count();
        var tally = new Tally { codes = new int[size], values = new long[size], size = size };
        int last = 0;
        for (int i = 0; i < size; i++)
        {
            tally.codes[i] = last += reader.Count();
            tally.values[i] = reader.Signed();
        }
        return tally;
    }

    /// <param name="from">Where to look for it: the codes before are smaller.</param>
    /// <returns>Where larger ones are to be looked for.</returns>
    private int Add(int code, long value, int from)
    {
        if (value == 0)
            return from;
        int at = Find(code, from);
        if (at == size || codes[at] != code)
            Insert(at, code, value);
        else if (checked(values[at] += value) == 0)
            RemoveAt(at);
        return at;
    }

    /// <summary>The first code that is not smaller: in steps that double, since what is added together has the same codes, one after the other.</summary>
    private int Find(int code, int from)
    {
        int to = from;
        for (int step = 1; to < size && codes[to] < code; step *= 2)
        {
            from = to + 1;
            to += step;
        }
        to = Math.Min(to, size);
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (codes[middle] < code)
                from = middle + 1;
            else
                to = middle;
        }
        return from;
    }

    private void Insert(int at, int code, long value)
    {
        if (size == codes.Length)
        {
            Array.Resize(ref codes, Math.Max(8, size * 2));
            Array.Resize(ref values, Math.Max(8, size * 2));
        }
        Array.Copy(codes, at, codes, at + 1, size - at);
        Array.Copy(values, at, values, at + 1, size - at);
        codes[at] = code;
        values[at] = value;
        size++;
    }

    private void RemoveAt(int at)
    {
        size--;
        Array.Copy(codes, at + 1, codes, at, size - at);
        Array.Copy(values, at + 1, values, at, size - at);
    }
}
