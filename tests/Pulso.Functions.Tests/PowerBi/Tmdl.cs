namespace Pulso.Functions.Tests.PowerBi;

/// <summary>Writes objects as TMDL: tabs for depth, <c>=</c> for expressions, <c>:</c> for properties, names in quotes where they need them.</summary>
internal sealed class Tmdl
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines => lines;

    public static string Name(string name) =>
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? name : $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";

    public Tmdl Line(int depth, string text)
    {
        lines.Add(text.Length == 0 ? "" : new string('\t', depth) + text);
        return this;
    }

    public Tmdl Gap()
    {
        if (lines.Count > 0 && lines[^1].Length > 0)
            lines.Add("");
        return this;
    }

    public Tmdl Describe(int depth, params string[] texts)
    {
        Gap();
        foreach (string text in texts)
            Line(depth, $"/// {text}");
        return this;
    }

    /// <summary>An object with an expression of some lines, which lie two levels below it.</summary>
    public Tmdl Expression(int depth, string declaration, string expression)
    {
        string[] parts = expression.Split('\n');
        if (parts.Length == 1)
            return Line(depth, $"{declaration} = {expression}");
        Line(depth, $"{declaration} =");
        foreach (string part in parts)
            Line(depth + 2, part);
        return this;
    }
}
