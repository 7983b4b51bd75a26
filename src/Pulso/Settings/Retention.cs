namespace Pulso.Settings;

/// <summary>For how many days what is told one by one is kept; null for ever. The figures themselves always stay.</summary>
/// <param name="ArchiveDays">The raw events, from the day on which they were received (UTC).</param>
/// <param name="ContactsDays">Single contacts, answers and clocks: their files, and what <c>GET contacts</c> tells, from the business day on which they started.</param>
/// <param name="ExportsDays">The other daily files of facts.</param>
public sealed record Retention(int? ArchiveDays, int? ContactsDays, int? ExportsDays)
{
    /// <summary>The least for any of them: until then figures still change.</summary>
    public const int LeastDays = 60;

    public static readonly Retention Forever = new(null, null, null);

    /// <summary>The first business day whose contacts are still told.</summary>
    /// <param name="today">The running business day.</param>
    public DateOnly? FirstOfContacts(DateOnly today) => First(ContactsDays ?? ExportsDays, today);

    /// <summary>The first business day whose other facts are still told.</summary>
    public DateOnly? FirstOfExports(DateOnly today) => First(ExportsDays, today);

    /// <summary>The first day whose received events are still archived.</summary>
    /// <param name="today">The running day in UTC.</param>
    public DateOnly? FirstOfArchive(DateOnly today) => First(ArchiveDays, today);

    /// <summary>Since when the comments of surveys are kept: no longer than the archive keeps what was received with them.</summary>
    /// <param name="nowMs">The instant that is known to have been reached; 0 where none is.</param>
    public long FirstOfComments(long nowMs) => ArchiveDays is { } days ? nowMs - (days * 86_400_000L) : long.MinValue;

    private static DateOnly? First(int? days, DateOnly today) => days is { } kept ? today.AddDays(-kept) : null;

    internal static Retention Read(JsonSection root)
    {
        if (root.Section("retention") is not { } section)
            return Forever;
        var retention = new Retention(
            section.Integer("archiveDays", LeastDays, 36_600), section.Integer("contactsDays", LeastDays, 36_600), section.Integer("exportsDays", LeastDays, 36_600));
        if (retention is { ContactsDays: { } contacts, ExportsDays: { } exports } && contacts > exports)
            section.Fault("contactsDays", "must not be more than exportsDays");
        section.RefuseOthers();
        return retention;
    }
}
