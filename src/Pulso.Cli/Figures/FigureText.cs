using System.Globalization;

namespace Pulso.Cli.Figures;

/// <summary>Values as people read them, by the KPI's unit.</summary>
internal static class FigureText
{
    /// <summary>No data is a dash, never 0.</summary>
    public const string NoData = "–";

    /// <param name="unit"><c>%</c> comes as a fraction, <c>s</c> as seconds; all else is a number.</param>
    public static string Of(double? value, string unit) => value is not { } number ? NoData : unit switch
    {
        "%" => (number * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %",
        "s" => Clock(number),
        _ => number.ToString("#,0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>Whole seconds as m:ss, from an hour on as h:mm:ss.</summary>
    private static string Clock(double seconds)
    {
        long whole = (long)Math.Round(Math.Abs(seconds), MidpointRounding.AwayFromZero);
        string sign = seconds < 0 && whole > 0 ? "-" : "";
        string rest = $"{whole % 60:00}";
        return whole < 3_600
            ? $"{sign}{whole / 60}:{rest}"
            : $"{sign}{whole / 3_600}:{whole / 60 % 60:00}:{rest}";
    }
}
