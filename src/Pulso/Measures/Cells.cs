using Pulso.Encoding;
using Pulso.Settings;

namespace Pulso.Measures;

/// <summary>Tallies by cell. Cells form a group: the empty ones are zero, and what was added can be subtracted.</summary>
public sealed class Cells
{
    private readonly Dictionary<CellKey, Tally> tallies = [];

    public bool IsEmpty => tallies.Count == 0;

    public int Count => tallies.Count;

    /// <summary>The cells with figures, in order of date, interval and dimensions.</summary>
    public IEnumerable<KeyValuePair<CellKey, Tally>> InOrder => tallies.OrderBy(cell => cell.Key);

    public IEnumerable<KeyValuePair<CellKey, Tally>> All => tallies;

    /// <summary>The tally of a cell, to add to; new ones are empty.</summary>
    public Tally At(CellKey key)
    {
        if (!tallies.TryGetValue(key, out var tally))
            tallies.Add(key, tally = new Tally());
        return tally;
    }

    /// <summary>The tally of the cell that holds an instant.</summary>
    public Tally At(TenantSettings settings, long instantMs, Dimensions dimensions)
    {
        var slot = settings.Calendar.At(instantMs);
        return At(new CellKey(slot.Date, slot.IntervalMs, dimensions));
    }

    public void Add(Cells other, int sign = 1)
    {
        foreach (var (key, tally) in other.tallies)
            Add(key, tally, sign);
    }

    public void Add(CellKey key, Tally tally, int sign = 1)
    {
        var mine = At(key);
        mine.Add(tally, sign);
        if (mine.IsEmpty)
            tallies.Remove(key);
    }

    /// <summary>These cells less the other ones.</summary>
    public Cells Minus(Cells other)
    {
        var difference = new Cells();
        difference.Add(this);
        difference.Add(other, -1);
        return difference;
    }

    /// <summary>Takes away the cells without any figure, so that equal cells have equal encodings.</summary>
    public Cells Trim()
    {
        foreach (var key in tallies.Where(cell => cell.Value.IsEmpty).Select(cell => cell.Key).ToArray())
            tallies.Remove(key);
        return this;
    }

    public byte[] Encode()
    {
        var writer = new ByteWriter();
        var names = new List<string>();
        var numbers = new Dictionary<string, int>();
        var body = new ByteWriter();
        var last = default(CellKey);
        int Number(string name)
        {
            if (!numbers.TryGetValue(name, out int number))
            {
                numbers.Add(name, number = names.Count);
                names.Add(name);
            }
            return number;
        }
        foreach (var (key, tally) in InOrder)
        {
            body.Signed(key.Date.DayNumber - last.Date.DayNumber);
            body.Signed(key.IntervalMs - last.IntervalMs);
            body.Count(Number(key.Dimensions.Channel));
            body.Count(Number(key.Dimensions.Direction));
            body.Count(Number(key.Dimensions.Queue));
            body.Count(Number(key.Dimensions.Reason));
            body.Count(Number(key.Dimensions.Priority));
            tally.Encode(body);
            last = key;
        }
        writer.Count(names.Count);
        names.ForEach(writer.Text);
        writer.Count(tallies.Count);
        writer.Raw(body.ToArray());
        return writer.ToArray();
    }

    public static Cells Decode(ref ByteReader reader)
    {
        var names = new string[reader.Count()];
        for (int i = 0; i < names.Length; i++)
            names[i] = string.Intern(reader.Text());
        var cells = new Cells();
        var last = default(CellKey);
        for (int count = reader.Count(); count > 0; count--)
        {
            var date = last.Date.AddDays((int)reader.Signed());
            long interval = last.IntervalMs + reader.Signed();
            var dimensions = new Dimensions(
                names[reader.Count()], names[reader.Count()], names[reader.Count()], names[reader.Count()], names[reader.Count()]);
            last = new CellKey(date, interval, dimensions);
            cells.tallies.Add(last, Tally.Decode(ref reader));
        }
        return cells;
    }

    public static Cells Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        return Decode(ref reader);
    }
}
