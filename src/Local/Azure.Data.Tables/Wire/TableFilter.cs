namespace Azure.Data.Tables.Wire;

/// <summary>Interpolated filters: https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities</summary>
internal static class TableFilter
{
    public static string Create(FormattableString filter) => string.Format(filter.Format, [.. filter.GetArguments().Select(Literal)]);

    private static string Literal(object value) => value switch
    {
        string text => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'",
        bool flag => flag ? "true" : "false",
        int or double => $"{value}",
        long number => number + "L",
        DateTimeOffset instant => $"datetime'{instant.UtcDateTime:o}'",
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        _ => throw new ArgumentException($"A filter cannot hold a {value?.GetType().Name ?? "null"}."),
    };
}
