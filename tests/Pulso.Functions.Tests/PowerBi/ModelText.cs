using System.Text.RegularExpressions;
using Pulso.Acceptance.Running;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>An object of a TMDL file: its kind and name, its expression, its properties, and what lies in it.</summary>
internal sealed class TmdlObject(string kind, string name)
{
    public string Kind => kind;

    public string Name => name;

    public string Expression { get; set; } = "";

    public string Description { get; set; } = "";

    public Dictionary<string, string> Properties { get; } = [];

    public List<TmdlObject> Children { get; } = [];

    public IEnumerable<TmdlObject> Of(string childKind) => Children.Where(child => child.Kind == childKind);
}

/// <summary>Reads the model's text as it lies in the repository, by TMDL's rules and not by the generator's.</summary>
internal static partial class ModelText
{
    private static readonly string Folder = Checkout.PathOf("powerbi/Pulso.SemanticModel/definition");

    private static readonly HashSet<string> Kinds =
    [
        "database", "model", "table", "column", "measure", "partition", "relationship", "expression", "calculationGroup", "calculationItem",
        "refreshPolicy", "annotation", "cultureInfo", "translations", "ref", "dataAccessOptions",
    ];

    // What is an object anywhere but in a translation, where columns and measures are its own.
    private static readonly HashSet<string> ExpressionProperties = ["source", "sourceExpression"];

    public static IEnumerable<string> Files => Directory.GetFiles(Folder, "*.tmdl", SearchOption.AllDirectories);

    public static IReadOnlyList<TmdlObject> Tables { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "tables")).Order(StringComparer.Ordinal).Select(file => Read(file).Single())];

    public static IReadOnlyList<TmdlObject> Of(string file) => Read(Path.Combine(Folder, file));

    /// <summary>The objects of a file.</summary>
    private static List<TmdlObject> Read(string file)
    {
        var root = new TmdlObject("file", file);
        var open = new List<(int Depth, TmdlObject Object)> { (-1, root) };
        string description = "";
        Action<string>? expression = null;
        int expressionDepth = 0;
        foreach (string line in File.ReadAllLines(file))
        {
            string text = line.TrimStart('\t');
            int depth = line.Length - text.Length;
            if (text.Trim().Length == 0)
                continue;
            Assert.True(text[0] != ' ' || (expression is not null && depth >= expressionDepth), $"{file}: spaces for depth in '{line}'");
            if (expression is not null && depth >= expressionDepth)
            {
                expression(text);
                continue;
            }
            expression = null;
            if (text.StartsWith("///", StringComparison.Ordinal))
            {
                description += text[3..].Trim() + "\n";
                continue;
            }
            while (open[^1].Depth >= depth)
                open.RemoveAt(open.Count - 1);
            var parent = open[^1].Object;
            var match = Declaration().Match(text);
            string word = match.Groups["word"].Value;
            if (ExpressionProperties.Contains(word) || !Kinds.Contains(word) || text[word.Length..].StartsWith(':'))
            {
                string[] parts = ExpressionProperties.Contains(word) ? [word, text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]] : text.Split(':', 2);
                parent.Properties.Add(parts[0].Trim(), parts.Length == 1 ? "true" : parts[1].Trim());
                if (ExpressionProperties.Contains(word))
                    (expression, expressionDepth) = (more => parent.Properties[word] = (parent.Properties[word] + "\n" + more).Trim(), depth + 2);
                continue;
            }
            var item = new TmdlObject(word, Unquoted(match.Groups["name"].Value)) { Description = description, Expression = match.Groups["expression"].Value.Trim() };
            description = "";
            parent.Children.Add(item);
            open.Add((depth, item));
            if (match.Groups["expression"].Success)
                (expression, expressionDepth) = (more => item.Expression = (item.Expression + "\n" + more).Trim(), depth + 2);
        }
        return root.Children;
    }

    private static string Unquoted(string name) =>
        name.StartsWith('\'') ? name[1..^1].Replace("''", "'", StringComparison.Ordinal) : name.Trim();

    [GeneratedRegex("""^(?<word>[A-Za-z]+)(?:\s+(?<name>'(?:[^']|'')+'|[^'=:\s][^=:]*?))?\s*(?:=\s*(?<expression>.*))?$""")]
    private static partial Regex Declaration();
}
