namespace Pulso.Functions.Vendors;

/// <summary>Writes a customer in one way, whichever vendor tells of them: the pseudonym is of these very characters.</summary>
internal static class CustomerKey
{
    private const int DigitsAtLeast = 7;
    private const int DigitsAtMost = 15; // ITU-T E.164

    /// <summary>A telephone number with its country as E.164, an e-mail address in lower case; any other key as it is.</summary>
    public static string Of(string customer)
    {
        string text = customer.Trim();
        if (text.Contains('@'))
            return text.ToLowerInvariant();
        return IsNumber(text) ? "+" + string.Concat(text.Where(char.IsAsciiDigit)) : text;
    }

    /// <summary>A number that begins with its country, with the marks by which people part its digits.</summary>
    private static bool IsNumber(string text) =>
        text.StartsWith('+') && text.Skip(1).All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '.' or '(' or ')' or '/')
        && text.Count(char.IsAsciiDigit) is >= DigitsAtLeast and <= DigitsAtMost;
}
