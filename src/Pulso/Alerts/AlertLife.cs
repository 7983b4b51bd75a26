namespace Pulso.Alerts;

/// <summary>What can happen to an alert.</summary>
public enum AlertStep
{
    Raised,
    Acknowledged,
    Commented,
    Resolved,
}

/// <summary>One line of an alert's life.</summary>
/// <param name="Who">Whose key it was; <see cref="AlertLife.Pulso"/> for what the figures themselves say.</param>
/// <param name="Owner">Whose the alert is from then on; null to leave it.</param>
public sealed record AlertEntry(long AtMs, string Who, AlertStep Step, string? Text = null, string? Owner = null);

/// <summary>What was told of an alert last: of several tellings the one with the highest version holds.</summary>
/// <param name="Holds">False once its cause is gone.</param>
public readonly record struct AlertTold(long Version, bool Holds);

/// <summary>An alert and what has happened to it since: entries are only ever added.</summary>
public sealed record AlertLife(Alert Alert, IReadOnlyList<AlertEntry> Entries, AlertTold Last)
{
    /// <summary>Who raises alerts, and resolves those whose cause is gone.</summary>
    public const string Pulso = "pulso";

    /// <summary>More are not taken: a row has a size.</summary>
    public const int EntryLimit = 100;

    private const string CauseGone = "the cause is gone";

    /// <summary>True once its deliveries are on their way.</summary>
    public bool IsSent { get; init; }

    /// <summary>How many keys the pseudonyms in it are under.</summary>
    public int Keys { get; init; } = 1;

    /// <summary>How it stands: what happened last, comments aside.</summary>
    public AlertStep State => Entries.Last(entry => entry.Step != AlertStep.Commented).Step;

    public bool IsOpen => State != AlertStep.Resolved;

    /// <summary>Whose it is: who took it last, else whom the settings name.</summary>
    public string? Owner => Entries.LastOrDefault(entry => entry.Owner is not null)?.Owner ?? Alert.Owner;

    /// <summary>When it was raised first.</summary>
    public long RaisedMs => Entries[0].AtMs;

    public static AlertLife Of(Alert alert, long atMs, long version = 1) =>
        new(alert, [new AlertEntry(atMs, Pulso, AlertStep.Raised)], new AlertTold(version, Holds: true));

    /// <summary>The life where pseudonyms have others in their place; this one where it holds none.</summary>
    /// <param name="rename">What becomes of a pseudonym that is under so many keys.</param>
    /// <param name="keys">Under how many they are then.</param>
    public AlertLife Rename(Func<string, int, string> rename, int keys)
    {
        var alert = Alert.Rename(pseudonym => rename(pseudonym, Keys));
        return alert == Alert ? this : this with { Alert = alert, Keys = keys };
    }

    /// <summary>Takes what is told: that the alert holds, or (any more) not. What somebody resolved stays so until its cause was gone and came back.</summary>
    /// <returns>The life with it; this one where the same or something newer is known.</returns>
    public AlertLife Told(bool holds, long version, long atMs)
    {
        if (version <= Last.Version)
            return this;
        var next = this with { Last = new AlertTold(version, holds) };
        return holds == Last.Holds || (!holds && !IsOpen) ? next
            : next with { Entries = [.. Entries, new AlertEntry(atMs, Pulso, holds ? AlertStep.Raised : AlertStep.Resolved, holds ? null : CauseGone)] };
    }

    /// <summary>Takes what somebody does. The same again, as after a lost answer, changes nothing.</summary>
    /// <param name="refusal">Why not; null where it was taken or is known.</param>
    public AlertLife Take(AlertEntry entry, out string? refusal)
    {
        refusal = null;
        if (Entries[^1] with { AtMs = entry.AtMs } == entry || (entry.Step == AlertStep.Resolved && !IsOpen))
            return this;
        if (!IsOpen && entry.Step == AlertStep.Acknowledged)
            refusal = "is resolved already";
        else if (Entries.Count >= EntryLimit && entry.Step != AlertStep.Resolved)
            refusal = $"has {EntryLimit} entries already";
        return refusal is null ? this with { Entries = [.. Entries, entry] } : this;
    }
}
