namespace Pulso.Functions.Tests.Infra;

internal enum BicepKind
{
    Name,
    Text,
    Number,
    Sign,
    LineEnd,
}

/// <summary>A token of Bicep. Of a text the interpolated parts are tokens too, between the signs <c>${</c> and <c>}$</c>.</summary>
internal sealed record BicepToken(BicepKind Kind, string Text, int Line)
{
    /// <exception cref="FormatException">A text or a comment does not end.</exception>
    public static List<BicepToken> Of(string source)
    {
        var tokens = new List<BicepToken>();
        int at = 0, line = 1;
        Read(source, ref at, ref line, tokens, inText: false);
        return tokens;
    }

    private static void Read(string source, ref int at, ref int line, List<BicepToken> tokens, bool inText)
    {
        for (int depth = 0; at < source.Length;)
        {
            char c = source[at];
            if (inText && c == '}' && depth == 0)
                return;
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '\n')
            {
                tokens.Add(new BicepToken(BicepKind.LineEnd, "\n", line++));
                at++;
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (source.AsSpan(at).StartsWith("//"))
            {
                at = source.IndexOf('\n', at) is >= 0 and var end ? end : source.Length;
            }
            else if (c == '\'')
            {
                ReadText(source, ref at, ref line, tokens);
            }
            else if (char.IsAsciiLetter(c) || c == '_')
            {
                tokens.Add(new BicepToken(BicepKind.Name, Take(source, ref at, x => char.IsAsciiLetterOrDigit(x) || x == '_'), line));
            }
            else if (char.IsAsciiDigit(c))
            {
                tokens.Add(new BicepToken(BicepKind.Number, Take(source, ref at, char.IsAsciiDigit), line));
            }
            else
            {
                tokens.Add(new BicepToken(BicepKind.Sign, $"{source[at++]}", line));
            }
        }
    }

    private static void ReadText(string source, ref int at, ref int line, List<BicepToken> tokens)
    {
        int first = line;
        var text = new System.Text.StringBuilder();
        var inner = new List<BicepToken>();
        for (at++; at < source.Length && source[at] != '\''; at++)
        {
            if (source[at] == '\n')
                throw new FormatException($"line {first}: a text does not end");
            if (source[at] == '\\')
                at++;
            else if (source.AsSpan(at).StartsWith("${"))
            {
                at += 2;
                inner.Add(new BicepToken(BicepKind.Sign, "${", line));
                Read(source, ref at, ref line, inner, inText: true);
                inner.Add(new BicepToken(BicepKind.Sign, "}$", line));
                text.Append("${}");
                continue;
            }
            text.Append(source[at]);
        }
        at++;
        tokens.Add(new BicepToken(BicepKind.Text, text.ToString(), first));
        tokens.AddRange(inner);
    }

    private static string Take(string source, ref int at, Func<char, bool> while_)
    {
        int from = at;
        while (at < source.Length && while_(source[at]))
            at++;
        return source[from..at];
    }
}
