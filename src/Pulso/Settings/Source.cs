namespace Pulso.Settings;

/// <summary>A sending system and the secrets that its signatures may be made with (several, for rotation).</summary>
/// <param name="Vendor">The vendor whose own webhook it is; null for canonical events.</param>
/// <param name="Secrets">Secrets, or <c>setting:NAME</c> for an app setting.</param>
public sealed record Source(string Name, string? Vendor, IReadOnlyList<string> Secrets)
{
    /// <summary>For how long it may send nothing, in milliseconds of business hours; null where nobody watches.</summary>
    public long? SilentAfterMs { get; init; }

    /// <summary>True if it has sent nothing for that long.</summary>
    public bool IsSilent(SettingsVersion version, long heardMs, long nowMs) => version.BusinessMs(heardMs, nowMs) >= SilentAfterMs;

    /// <summary>The queue of contacts whose vendor tells none.</summary>
    public string? Queue { get; init; }

    /// <summary>The host of the vendor's API, where answers must be fetched.</summary>
    public string? Api { get; init; }

    /// <summary>The token for it, or <c>setting:NAME</c>; without one nothing is fetched.</summary>
    public string? Token { get; init; }

    /// <summary>What the questions of a survey ask, by the vendor's id or reference of the question.</summary>
    public IReadOnlyDictionary<string, Question> Questions { get; init; } = new Dictionary<string, Question>();
}

/// <summary>A question whose answer is a score.</summary>
/// <param name="Kind"><c>csat</c>, <c>ces</c>, <c>nps</c> or <c>thumb</c>.</param>
/// <param name="Min">The least score of its scale.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Polarity"><c>high-is-good</c> unless said otherwise.</param>
/// <param name="Mode"><c>transactional</c> unless said otherwise.</param>
/// <param name="Respondent"><c>customer</c> unless said otherwise.</param>
public sealed record Question(string Kind, decimal Min, decimal Max, string? Polarity = null, string? Mode = null, string? Respondent = null)
{
    /// <summary>The question of the Net Promoter Score: 0 to 10.</summary>
    public static readonly Question Nps = new("nps", 0, 10);

    /// <summary>The question whose answer is the comment on this one, by its id or reference; null where none is.</summary>
    public string? Comment { get; init; }
}
