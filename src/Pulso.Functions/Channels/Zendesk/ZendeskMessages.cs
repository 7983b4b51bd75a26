using System.Globalization;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Zendesk;

/// <summary>What is written on tickets and in messaging. Texts are not read.</summary>
internal static class ZendeskMessages
{
    private static readonly TimeSpan WithCreation = TimeSpan.FromSeconds(2);

    /// <summary>A comment that everybody sees: the customer's, or an agent's reply.</summary>
    public static void Comment(ZendeskEvent happened, Translation into)
    {
        var comment = happened.Body.At("event", "comment");
        if (comment is not { } written || !written.IsTrue("is_public"))
        {
            into.Ignore("comment private");
            return;
        }
        if (into.Required(written, "id") is not { } id)
            return;
        string eventId = $"{happened.Subject}/comment/{id}";
        if (written.IsTrue("author", "is_staff"))
            into.Add("message.sent", eventId, happened.Time, happened.Subject, [("messageId", id), .. Author(written.Text("author", "id"))]);
        else
            into.Add("message.received", IsOpening(happened) ? $"{happened.Subject}/first" : eventId, happened.Time, happened.Subject);
    }

    /// <summary>A message in messaging: only the type of its author tells a person from a machine.</summary>
    public static void Message(ZendeskEvent happened, Translation into)
    {
        if (into.Required(happened.Body, "event", "message", "id") is not { } id)
            return;
        string? author = happened.Change("actor", "id");
        string? type = happened.Change("actor", "type");
        (string, object?)[] fields = [("channel", "chat"), ("messageId", id)];
        string eventId = $"{happened.Subject}/message/{id}";
        if (type is "end_user" or "user")
        {
            into.Add("message.received", eventId, happened.Time, happened.Subject, [.. fields, ("customer", into.Own(author))]);
        }
        else if (type is "agent" && !IsBot(author))
        {
            into.Add("message.sent", eventId, happened.Time, happened.Subject, [.. fields, ("by", "agent"), ("agent", author)]);
        }
        else
        {
            into.Add("message.sent", eventId, happened.Time, happened.Subject, [.. fields, ("by", "bot")]);
            into.Add("bot.engaged", $"{eventId}/bot", happened.Time, happened.Subject, fields[0]);
        }
    }

    private static (string, object?)[] Author(string? id) => id is null or "-1" ? [("by", "system")] : [("by", "agent"), ("agent", id)];

    private static bool IsBot(string? author) => author is null || author.StartsWith("zd:", StringComparison.Ordinal);

    /// <summary>True for the comment that the ticket was opened with, which its creation has told already.</summary>
    private static bool IsOpening(ZendeskEvent happened) =>
        DateTimeOffset.TryParse(happened.Detail("created_at"), CultureInfo.InvariantCulture, out var created)
        && DateTimeOffset.TryParse(happened.Time, CultureInfo.InvariantCulture, out var written)
        && (written - created).Duration() <= WithCreation;
}
