namespace Pulso.Reconciliations;

/// <summary>A contact as a vendor's own report tells it; what the report does not tell is null.</summary>
/// <param name="StartedMs">Milliseconds since 1970-01-01T00:00:00Z; the report's clock may be another zone's.</param>
/// <param name="Outcome"><c>answered</c>, <c>abandoned</c>, or the report's own word.</param>
/// <param name="IsWhole">True where durations are whole seconds: they may be off by less than one.</param>
public sealed record ReportedContact(string Contact, long? StartedMs, string? Outcome, long? WaitMs, long? HandleMs, bool IsWhole);

/// <summary>A contact as it is here: the columns of <c>fact_contact</c> that reports tell too.</summary>
/// <param name="Flags">The counters that it adds to.</param>
public sealed record KnownContact(
    string Contact, long StartedMs, long? AnsweredMs, long WaitMs, long TalkMs, long HoldMs, long WrapMs, IReadOnlySet<string> Flags)
{
    public const string Answered = "answered";
    public const string Abandoned = "abandoned";

    public bool IsShortAbandon => Flags.Contains("abandoned_short");

    /// <summary>How it ended, in the words of a report.</summary>
    public string Outcome => Flags.Contains("answered") || Flags.Contains("handled") ? Answered
        : Flags.Contains("abandoned") ? Abandoned
        : Flags.Contains("ivr_abandoned") ? "left in the IVR"
        : Flags.Contains("ivr_contained") ? "contained"
        : Flags.Contains("flowed_out") ? "flowed out"
        : "open";

    public long HandleMs => TalkMs + HoldMs + WrapMs;
}
