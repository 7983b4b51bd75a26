namespace Pulso.Functions.Health;

/// <summary>How far something is behind.</summary>
/// <param name="Name">The function that moves it.</param>
/// <param name="Tenant">Whose it is; null where it is of all.</param>
/// <param name="LagSeconds">How long the first thing undone has been due; 0 when nothing is.</param>
public sealed record Cursor(string Name, string? Tenant, string? ClosedThrough, long LagSeconds)
{
    /// <summary>So much may be behind before something is wrong, in seconds.</summary>
    public long Limit => Name.StartsWith("close-", StringComparison.Ordinal) ? 3_600 : Name == Cursors.Backfill ? long.MaxValue : 300;

    public bool IsLate => LagSeconds > Limit;
}
