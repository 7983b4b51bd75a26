using System.Globalization;
using System.Text;

namespace Pulso.Acceptance.Running;

/// <summary>A published CSV file, read as RFC 4180 says, by code of the tests' own.</summary>
internal sealed class Csv
{
    private readonly Dictionary<string, int> places;

    private Csv(string[] header, List<string[]> rows) =>
        (Header, places, Rows) = (header, header.Index().ToDictionary(item => item.Item, item => item.Index), [.. rows.Select(row => new Row(this, row))]);

    public IReadOnlyList<string> Header { get; }

    public IReadOnlyList<Row> Rows { get; }

    public static Csv Read(byte[] bytes)
    {
        Assert.True(bytes.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble), "the file starts with a BOM");
        string text = System.Text.Encoding.UTF8.GetString(bytes.AsSpan(3));
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        var lines = text[..^2].Split("\r\n").Select(Fields).ToList();
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        return new Csv(lines[0], lines[1..]);
    }

    private static string[] Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int at = 0; at < line.Length; at++)
        {
            if (quoted && line[at] == '"' && at + 1 < line.Length && line[at + 1] == '"')
                field.Append(line[at++]);
            else if (line[at] == '"')
                quoted = !quoted;
            else if (line[at] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(line[at]);
        }
        return [.. fields, field.ToString()];
    }

    /// <summary>One row, by the names of its columns.</summary>
    internal sealed class Row(Csv file, string[] fields)
    {
        public string this[string column] => fields[file.places[column]];

        public bool Has(string column) => file.places.ContainsKey(column);

        public long Long(string column) => long.Parse(this[column], CultureInfo.InvariantCulture);

        public double? Double(string column) =>
            this[column].Length == 0 ? null : double.Parse(this[column], CultureInfo.InvariantCulture);
    }
}
