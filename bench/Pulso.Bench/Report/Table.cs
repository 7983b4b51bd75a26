using System.Globalization;
using System.Text;

namespace Pulso.Bench.Report;

/// <summary>Markdown tables that can be read as they are.</summary>
internal static class Table
{
    public static string Of(string[] head, IEnumerable<string[]> rows)
    {
        var all = rows.Prepend(head).ToList();
        int[] widths = [.. Enumerable.Range(0, head.Length).Select(column => all.Max(row => row[column].Length))];
        var text = new StringBuilder();
        for (int i = 0; i < all.Count; i++)
        {
            text.Append("| ").AppendJoin(" | ", all[i].Select((cell, column) => cell.PadRight(widths[column]))).AppendLine(" |");
            if (i == 0)
                text.Append("| ").AppendJoin(" | ", widths.Select(width => new string('-', width))).AppendLine(" |");
        }
        return text.ToString();
    }

    /// <summary>Three digits or all before the point, with commas.</summary>
    public static string Number(double value)
    {
        string format = Math.Abs(value) switch { >= 100 => "#,0", >= 10 => "0.0", _ => "0.00" };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
