namespace Pulso.Functions.Health;

/// <summary>How the app is, as far as it can tell.</summary>
/// <param name="Reasons">Why it is not well; empty where it is. They name no tenant.</param>
public sealed record Condition(IReadOnlyList<Cursor> Cursors, IReadOnlyList<SilentSource> SilentSources, IReadOnlyList<RebuildProgress> Rebuilds, IReadOnlyList<string> Reasons)
{
    public bool IsWell => Reasons.Count == 0;
}

/// <summary>A source that has been silent for longer than its settings allow.</summary>
/// <param name="Since">When it was last heard of, to the minute.</param>
public sealed record SilentSource(string Tenant, string Source, DateTimeOffset Since);
