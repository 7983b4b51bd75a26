using Pulso.Encoding;

namespace Pulso.Measures;

public sealed partial class Cells
{
    /// <summary>The one encoding of these cells: names once, then the cells in order, each by its distance from the one before.</summary>
    public byte[] Encode()
    {
        var names = new NamesWritten();
        var body = new ByteWriter();
        var last = default(CellKey);
        foreach (var (key, tally) in InOrder)
        {
            body.Signed(key.Date.DayNumber - last.Date.DayNumber);
            body.Signed(key.IntervalMs - last.IntervalMs);
            Write(body, key.Dimensions, names);
            Write(body, key.Facet, key.IntervalMs, names);
            tally.Encode(body);
            last = key;
        }
        var writer = new ByteWriter();
        writer.Count(names.InOrder.Count);
        names.InOrder.ForEach(writer.Text);
        writer.Count(tallies.Count);
        writer.Raw(body.ToArray());
        return writer.ToArray();
    }

    public static Cells Decode(ref ByteReader reader)
    {
        string[] names = ReadNames(ref reader, string.Intern);
        var cells = new Cells();
        var last = default(CellKey);
        for (int count = reader.Count(); count > 0; count--)
        {
            last = ReadKey(ref reader, last, names);
            cells.tallies.Add(last, Tally.Decode(ref reader));
        }
        return cells;
    }

    public static Cells Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        return Decode(ref reader);
    }

    /// <param name="keep">What becomes of each name.</param>
    internal static string[] ReadNames(ref ByteReader reader, Func<string, string> keep)
    {
        var names = new string[reader.Count()];
        for (int i = 0; i < names.Length; i++)
            names[i] = keep(reader.Text());
        return names;
    }

    /// <param name="last">The key of the cell before; that of none for the first.</param>
    internal static CellKey ReadKey(ref ByteReader reader, CellKey last, string[] names)
    {
        var date = last.Date.AddDays((int)reader.Signed());
        long interval = last.IntervalMs + reader.Signed();
        var dimensions = new Dimensions(
            names[reader.Count()], names[reader.Count()], names[reader.Count()], names[reader.Count()], names[reader.Count()]);
        return new CellKey(date, interval, dimensions, ReadFacet(ref reader, interval, names));
    }

    private static void Write(ByteWriter body, Dimensions dimensions, NamesWritten names)
    {
        body.Count(names.NumberOf(dimensions.Channel));
        body.Count(names.NumberOf(dimensions.Direction));
        body.Count(names.NumberOf(dimensions.Queue));
        body.Count(names.NumberOf(dimensions.Reason));
        body.Count(names.NumberOf(dimensions.Priority));
    }

    private static void Write(ByteWriter body, Facet? facet, long intervalMs, NamesWritten names)
    {
        body.Byte((byte)(facet?.Kind ?? FacetKind.Whole));
        if (facet is null)
            return;
        if (facet.Kind is FacetKind.Open or FacetKind.Waiting)
        {
            body.Signed(intervalMs - facet.StartMs);
            return;
        }
        if (facet.IsFact)
        {
            // Of its own each: nothing is gained by numbers, and names are kept in memory for good.
            body.Text(facet.First);
            body.Text(facet.Second);
            body.Text(facet.Third);
            return;
        }
        body.Count(names.NumberOf(facet.First));
        body.Count(names.NumberOf(facet.Second));
        body.Count(names.NumberOf(facet.Third));
    }

    private static Facet? ReadFacet(ref ByteReader reader, long intervalMs, string[] names) => (FacetKind)reader.Byte() switch
    {
        FacetKind.Whole => null,
        FacetKind.Open => Facet.OfOpen(intervalMs - reader.Signed()),
        FacetKind.Waiting => Facet.OfWaiting(intervalMs - reader.Signed()),
        var fact and (FacetKind.SlaClock or FacetKind.Contact or FacetKind.Survey) => new Facet(fact, reader.Text(), reader.Text(), reader.Text(), 0),
        var kind => new Facet(kind, names[reader.Count()], names[reader.Count()], names[reader.Count()], 0),
    };

    /// <summary>Numbers names in the order in which they come.</summary>
    private sealed class NamesWritten
    {
        private readonly Dictionary<string, int> numbers = [];

        public List<string> InOrder { get; } = [];

        public int NumberOf(string name)
        {
            if (!numbers.TryGetValue(name, out int number))
            {
                numbers.Add(name, number = InOrder.Count);
                InOrder.Add(name);
            }
            return number;
        }
    }
}
