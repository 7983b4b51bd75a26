using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pulso.Events.Parsing;

/// <summary>What somebody wrote beside a score, as it may be kept: one line, cut, with numbers and addresses masked. Never a reason to refuse an event.</summary>
/// <remarks>Names cannot be told from other words, and stay: that is why comments are kept by setting alone.</remarks>
internal static class SurveyComment
{
    /// <summary>At most so many characters.</summary>
    public const int Limit = 1_000;

    private const string Masked = "***";

    // Linear whatever is written: the text comes from strangers, and is looked through before it is cut, so that no half of a number is left.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex Address = new(@"[^\s@\uFF20]*[@\uFF20]\S+", Linear); // e-mail, and handles
    private static readonly Regex Number = new(@"\+?\d([\s().\-\u2010-\u2015/\u00B7_]{0,3}\d){6,}", Linear); // telephones, cards, accounts

    // What a spreadsheet would take for the beginning of a formula.
    private static readonly char[] Formula = ['=', '+', '-', '@', ' '];

    /// <summary>The comment in an event's data; null where there is none, or none that can be read.</summary>
    public static FieldValue? Of(JsonElement? data) =>
        data is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(Field.Comment.Name, out var json)
        && Written(json) is { } text && Clean(text) is { Length: > 0 } clean
            ? new FieldValue(Field.Comment, clean)
            : null;

    private static string Clean(string text)
    {
        string line = string.Concat(text.Select(Plain));
        string masked = Number.Replace(Address.Replace(line, Masked), Masked).TrimStart(Formula);
        int length = Math.Min(masked.Length, Limit);
        if (length > 0 && char.IsHighSurrogate(masked[length - 1]))
            length--;
        return masked[..length].TrimEnd();
    }

    /// <summary>What moves the line is a blank; what is not seen is nothing: it would hide a number.</summary>
    private static string Plain(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
        UnicodeCategory.Format => "",
        _ => c.ToString(),
    };

    private static string? Written(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // an escaped lone surrogate: no Unicode text
        }
    }
}
