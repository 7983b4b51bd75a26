using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pulso.Functions.Http;

/// <summary>Reads the parameters of a query.</summary>
internal static class QueryReading
{
    /// <summary>A parameter's text; null where it is left out or empty.</summary>
    public static string? Text(this IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A parameter's texts, between commas.</summary>
    public static List<string> List(this IQueryCollection query, string name) =>
        [.. query[name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>The first day of the month that is asked for, of this month if none is; null where it is not written as one.</summary>
    public static DateOnly? Month(this IQueryCollection query, TimeProvider clock)
    {
        string text = query.Text("month") ?? clock.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null;
    }

    /// <summary>Faults for what is asked beside what is known.</summary>
    public static IEnumerable<string> Unknown(this IQueryCollection query, params IEnumerable<string> known) =>
        query.Keys.Except(known).Select(name => $"{name}: is not a parameter");
}
