using System.Globalization;

namespace Pulso.Timelines.Threads;

/// <summary>The ids of a thread's contacts: <c>{thread}~{start in ms}</c>, the thread as its pseudonym.</summary>
public static class ThreadSubject
{
    private const char Mark = '~';
    private const int PseudonymLength = 22;

    public static TimelineKey ContactOf(string thread, long startedMs) =>
        new(TimelineKind.Contact, string.Create(CultureInfo.InvariantCulture, $"{thread}{Mark}{startedMs}"));

    /// <summary>The thread and the instant that a subject names; null when it is a contact id of the sender's own.</summary>
    public static (string Thread, long InstantMs)? Read(string? subject)
    {
        int at = subject?.LastIndexOf(Mark) ?? -1;
        return at == PseudonymLength && long.TryParse(subject.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long instant)
            ? (subject![..at], instant)
            : null;
    }
}
