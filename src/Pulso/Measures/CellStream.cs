using Pulso.Encoding;

namespace Pulso.Measures;

/// <summary>Encoded cells, read one after the other in their order: in memory there is the encoding, and one cell.</summary>
public sealed class CellStream
{
    private readonly byte[] encoded;
    private readonly string[] names;
    private int position;
    private int left;

    public CellStream(byte[] encoded)
    {
        this.encoded = encoded;
        var reader = new ByteReader(encoded);
        names = Cells.ReadNames(ref reader, name => name); // nobody keeps them for long
        left = reader.Count();
        position = reader.Position;
    }

    /// <summary>The key of the cell that was read last.</summary>
    public CellKey Key { get; private set; }

    /// <summary>Its tally.</summary>
    public Tally Tally { get; private set; } = new();

    /// <returns>False when there is no other cell.</returns>
    public bool Next()
    {
        if (left == 0)
            return false;
        left--;
        var reader = new ByteReader(encoded.AsSpan(position));
        Key = Cells.ReadKey(ref reader, Key, names);
        Tally = Tally.Decode(ref reader);
        position += reader.Position;
        return true;
    }

    /// <summary>The cells of an encoding in order.</summary>
    public static IEnumerable<KeyValuePair<CellKey, Tally>> Read(byte[] encoding)
    {
        var stream = new CellStream(encoding);
        while (stream.Next())
            yield return new(stream.Key, stream.Tally);
    }

    /// <summary>The cells of several encodings in order, equal keys added up; those without any figure are left out.</summary>
    public static IEnumerable<KeyValuePair<CellKey, Tally>> Merge(IEnumerable<byte[]> encodings)
    {
        var streams = new PriorityQueue<CellStream, CellKey>();
        foreach (byte[] encoding in encodings)
            Enqueue(new CellStream(encoding));
        while (streams.TryPeek(out _, out var key))
        {
            Tally? sum = null;
            while (streams.TryPeek(out var first, out var same) && same == key)
            {
                streams.Dequeue();
                if (sum is null)
                    sum = first.Tally; // each is read for this alone
                else
                    sum.Add(first.Tally);
                Enqueue(first);
            }
            if (!sum!.IsEmpty)
                yield return new(key, sum);
        }

        void Enqueue(CellStream stream)
        {
            if (stream.Next())
                streams.Enqueue(stream, stream.Key);
        }
    }
}
