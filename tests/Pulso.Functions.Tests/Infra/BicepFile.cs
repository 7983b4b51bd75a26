using Pulso.Acceptance.Running;

namespace Pulso.Functions.Tests.Infra;

/// <summary>A declaration of a Bicep file.</summary>
/// <param name="Keyword"><c>param</c>, <c>var</c>, <c>resource</c>, <c>module</c>, <c>output</c>, <c>using</c> or <c>targetScope</c>.</param>
/// <param name="Target">The resource type with its API version, or the file of a module.</param>
/// <param name="Body">All tokens after the name.</param>
internal sealed record BicepDeclaration(string Keyword, string Name, string Target, IReadOnlyList<BicepToken> Body)
{
    /// <summary>A parameter without a value of its own.</summary>
    public bool IsRequired => Keyword == "param" && !Body.Any(token => token.Text == "=");

    public int Line => Body.Count > 0 ? Body[0].Line : 0;
}

/// <summary>So much of a Bicep file as its references need: there is no compiler at hand.</summary>
internal sealed class BicepFile
{
    private static readonly string[] Keywords = ["param", "var", "resource", "module", "output", "using", "targetScope"];

    private BicepFile(string path)
    {
        Path = path;
        Tokens = BicepToken.Of(File.ReadAllText(path));
        Declarations = [.. Declared(Tokens)];
    }

    public static string Folder { get; } = Checkout.PathOf("infra");

    /// <summary>Every file of <c>infra</c>, parameter files included.</summary>
    public static IReadOnlyList<BicepFile> All { get; } =
    [
        .. Directory.GetFiles(Folder, "*.bicep*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new BicepFile(path)),
    ];

    public string Path { get; }

    public string Name => System.IO.Path.GetRelativePath(Folder, Path).Replace('\\', '/');

    public bool IsParameters => Path.EndsWith(".bicepparam", StringComparison.Ordinal);

    public IReadOnlyList<BicepToken> Tokens { get; }

    public IReadOnlyList<BicepDeclaration> Declarations { get; }

    public static BicepFile Named(string name) => All.Single(file => file.Name == name);

    public IEnumerable<BicepDeclaration> Of(string keyword) => Declarations.Where(declaration => declaration.Keyword == keyword);

    /// <summary>The file that a module or a <c>using</c> names.</summary>
    public BicepFile? Beside(string target) =>
        All.FirstOrDefault(file => file.Path == System.IO.Path.GetFullPath(target, System.IO.Path.GetDirectoryName(Path)!));

    /// <summary>The names that a declaration's body refers to: neither keys of objects nor members of something.</summary>
    public static IEnumerable<BicepToken> References(IReadOnlyList<BicepToken> body)
    {
        for (int i = 0; i < body.Count; i++)
        {
            string before = i == 0 ? "\n" : body[i - 1].Text;
            bool isKey = i + 1 < body.Count && body[i + 1].Text == ":" && before is "\n" or "{" or "," && i + 1 < body.Count && body[i + 1].Text == ":";
            if (body[i].Kind == BicepKind.Name && before != "." && !isKey)
                yield return body[i];
        }
    }

    /// <summary>The keys of the object at <c>name:</c> in a body, with their tokens.</summary>
    public static Dictionary<string, List<BicepToken>> Object(IReadOnlyList<BicepToken> body, string name)
    {
        int at = Enumerable.Range(0, body.Count - 1).FirstOrDefault(i => body[i].Text == name && body[i + 1].Text == ":", -1);
        var keys = new Dictionary<string, List<BicepToken>>();
        if (at < 0)
            return keys;
        List<BicepToken>? value = null;
        int depth = 1;
        for (int i = at + 3; i < body.Count; i++)
        {
            depth -= body[i].Text is "}" or "]" or ")" ? 1 : 0;
            if (depth == 0)
                return keys;
            if (depth == 1 && i + 1 < body.Count && body[i + 1].Text == ":" && body[i - 1].Text is "\n" or "{" or "," && body[i].Kind is BicepKind.Name or BicepKind.Text)
                keys[body[i++].Text] = value = [];
            else
                value?.Add(body[i]);
            depth += body[i].Text is "{" or "[" or "(" ? 1 : 0;
        }
        return keys;
    }

    private static IEnumerable<BicepDeclaration> Declared(IReadOnlyList<BicepToken> tokens)
    {
        int depth = 0;
        var starts = new List<int>();
        for (int i = 0; i < tokens.Count; i++)
        {
            if (depth == 0 && tokens[i].Kind == BicepKind.Name && Keywords.Contains(tokens[i].Text) && (i == 0 || tokens[i - 1].Kind == BicepKind.LineEnd))
                starts.Add(i);
            depth += tokens[i].Text is "{" or "[" or "(" ? 1 : tokens[i].Text is "}" or "]" or ")" ? -1 : 0;
        }
        for (int i = 0; i < starts.Count; i++)
        {
            var all = tokens.Skip(starts[i]).Take((i + 1 < starts.Count ? starts[i + 1] : tokens.Count) - starts[i]).TakeWhile(token => token.Text != "@").ToList();
            string keyword = all[0].Text;
            string name = keyword is "using" or "targetScope" ? "" : all[1].Text;
            string target = all.FirstOrDefault(token => token.Kind == BicepKind.Text)?.Text ?? "";
            yield return new BicepDeclaration(keyword, name, target, all[(name.Length == 0 ? 1 : 2)..]);
        }
    }
}
