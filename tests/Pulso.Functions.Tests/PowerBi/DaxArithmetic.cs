using System.Globalization;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>Which rows a sum is over.</summary>
internal enum Rows
{
    /// <summary>Those of the context, which the report narrows to inbound ones.</summary>
    Asked,

    /// <summary>The inbound ones.</summary>
    Inbound,

    /// <summary>Those of all directions.</summary>
    AllDirections,
}

/// <summary>Computes the measures that are arithmetic of sums, as DAX says, over one table of sums: what does not parse is no such measure.</summary>
/// <param name="sums">The sum of a column of a table over some rows.</param>
internal sealed class DaxArithmetic(string dax, Func<string, string, Rows, double> sums)
{
    private int at;
    private Rows rows;

    /// <summary>The value; null for blank.</summary>
    public double? Value()
    {
        double? value = Comparison();
        Spaces();
        return at == dax.Length ? value : throw Wrong("the end");
    }

    private double? Comparison()
    {
        double? left = Terms();
        return Takes("<>") ? (left ?? 0) != (Terms() ?? 0) ? 1 : 0 : left;
    }

    private double? Terms()
    {
        double? value = Factors();
        while (true)
        {
            if (Takes("+"))
                value = Blank(value, Factors(), (a, b) => a + b);
            else if (Takes("-"))
                value = Blank(value, Factors(), (a, b) => a - b);
            else
                return value;
        }
    }

    private double? Factors()
    {
        double? value = Factor();
        while (Takes("*"))
            value = value * Factor();
        return value;
    }

    private double? Factor()
    {
        Spaces();
        if (Takes("("))
            return Closed(Comparison());
        if (char.IsAsciiDigit(dax[at]))
            return double.Parse(While(letter => char.IsAsciiDigit(letter) || letter == '.'), CultureInfo.InvariantCulture);
        string function = While(char.IsAsciiLetterUpper);
        Take("(");
        return function switch
        {
            "SUM" => Closed(Sum()),
            "DIVIDE" => Divide(),
            "IF" => If(),
            "NOT" => Closed(Comparison()) is null or 0 ? 1 : 0,
            "ISFILTERED" => IsFiltered(),
            "CALCULATE" => Calculate(),
            _ => throw Wrong(function),
        };
    }

    private double? Sum()
    {
        Spaces();
        string table = While(letter => letter != '[');
        Take("[");
        string column = While(letter => letter != ']');
        Take("]");
        return sums(table, column, rows);
    }

    private double? Divide()
    {
        double? numerator = Comparison();
        Take(",");
        double? denominator = Closed(Comparison());
        return denominator is null or 0 ? null : (numerator ?? 0) / denominator;
    }

    private double? If()
    {
        bool holds = Comparison() is not (null or 0);
        Take(",");
        double? value = Closed(Comparison());
        return holds ? value : null;
    }

    /// <summary>Nothing is split or filtered here.</summary>
    private double? IsFiltered()
    {
        While(letter => letter != ')');
        Closed(0);
        if (Takes("||"))
            Factor();
        return 0;
    }

    /// <summary>The filter comes last and holds for what is before it: it is looked at first.</summary>
    private double? Calculate()
    {
        const string Inbound = "KEEPFILTERS ( dim_direction[direction] = \"inbound\" ) )";
        const string AllDirections = "REMOVEFILTERS ( dim_direction ) )";
        var before = rows;
        rows = dax.Contains(Inbound, StringComparison.Ordinal) ? Rows.Inbound : Rows.AllDirections;
        double? value = Comparison();
        Take(",");
        Take(rows == Rows.Inbound ? Inbound : AllDirections);
        rows = before;
        return value;
    }

    private double? Closed(double? value)
    {
        Take(")");
        return value;
    }

    private bool Takes(string text)
    {
        Spaces();
        if (!dax.AsSpan(at).StartsWith(text))
            return false;
        at += text.Length;
        return true;
    }

    private void Take(string text)
    {
        if (!Takes(text))
            throw Wrong(text);
    }

    private string While(Func<char, bool> holds)
    {
        int from = at;
        while (at < dax.Length && holds(dax[at]))
            at++;
        return dax[from..at];
    }

    private void Spaces() => While(char.IsWhiteSpace);

    private static double? Blank(double? a, double? b, Func<double, double, double> of) => a is null && b is null ? null : of(a ?? 0, b ?? 0);

    private FormatException Wrong(string expected) => new($"no {expected} at {at} of {dax}");
}
