using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>Who did what an event says: its <c>by</c>, else an agent where it names one.</summary>
internal static class Author
{
    public const string Agent = "agent";
    public const string Bot = "bot";
    public const string System = "system";

    /// <summary>Null where the event does not tell.</summary>
    public static string? Of(Event item) => item.Text(Field.By) ?? (item.Text(Field.Agent) is null ? null : Agent);
}
