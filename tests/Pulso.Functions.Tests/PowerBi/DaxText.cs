using System.Text.RegularExpressions;
using Pulso.Functions.Bi.Tables;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>What a DAX expression names.</summary>
internal static partial class DaxText
{
    /// <summary>Every column that is named with its table.</summary>
    public static IEnumerable<(string Table, string Column)> Columns(string dax) => Column().Matches(WithoutTexts(dax))
        .Select(match => (match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Groups["table"].Value, match.Groups["column"].Value));

    /// <summary>Every measure: a name in brackets that no table stands before, and that the expression does not make itself.</summary>
    public static IEnumerable<string> Measures(string dax) => Alone().Matches(WithoutTexts(dax)).Select(match => match.Groups["name"].Value)
        .Where(name => !name.StartsWith('@') && name != "Date");

    /// <summary>Every table that is named alone, in a function that takes one.</summary>
    public static IEnumerable<string> Tables(string dax) => Table().Matches(WithoutTexts(dax)).Select(match => match.Groups["table"].Value);

    /// <summary>Parentheses that do not match, or that stand in no pair.</summary>
    public static int Unbalanced(string dax)
    {
        int open = 0;
        foreach (char letter in WithoutTexts(dax))
        {
            open += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (open < 0)
                return open;
        }
        return open;
    }

    private static string WithoutTexts(string dax) => Text().Replace(dax, "\"\"");

    [GeneratedRegex("""(?:'(?<quoted>[^']+)'|(?<table>[A-Za-z_][A-Za-z0-9_]*))\[(?<column>[^\]]+)\]""")]
    private static partial Regex Column();

    [GeneratedRegex("""(?<![A-Za-z0-9_'])\[(?<name>[^\]]+)\]""")]
    private static partial Regex Alone();

    [GeneratedRegex("""(?:REMOVEFILTERS|ALL|FILTER|SUMMARIZE|SELECTCOLUMNS)\s*\(\s*(?<table>(?:fact|dim|kpi)_[a-z_]+)\s*[,)]""")]
    private static partial Regex Table();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();
}
