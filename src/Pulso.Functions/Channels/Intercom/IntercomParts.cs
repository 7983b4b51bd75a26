using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Intercom;

/// <summary>A part of a conversation or ticket: who did something, and when.</summary>
internal readonly record struct IntercomPart(JsonElement Json)
{
    public string? Id => Json.Text("id");

    public string? Time => VendorTime.OfSeconds(Json.Text("created_at"));

    public string? AuthorId => Json.Text("author", "id");

    /// <summary><c>agent</c>, <c>bot</c>, <c>system</c>, or null for the customer.</summary>
    /// <remarks>Fin and Operator are bots; what has no author that is known was done by a workflow.</remarks>
    public string? By => Json.Text("author", "type") switch
    {
        "admin" when !Json.IsTrue("author", "from_ai_agent") => "agent",
        "admin" or "bot" or "operator" or "fin" => "bot",
        "user" or "lead" or "contact" or "visitor" => null,
        _ => "system",
    };

    /// <summary>Author fields of an event; nothing of a bot's or workflow's id.</summary>
    public (string, object?)[] Author => By is "agent" ? [("by", "agent"), ("agent", AuthorId)] : By is { } by ? [("by", by)] : [];

    public bool HasText => Json.Text("body") is not null || Json.List("attachments").Any();
}

/// <summary>Reads the parts of an item, listed below a property of the same name twice.</summary>
internal static class IntercomParts
{
    public static IReadOnlyList<IntercomPart> Of(JsonElement item, string list) =>
        [.. item.List(list, list).Select(part => new IntercomPart(part)).Where(part => part.Id is not null)];

    /// <summary>A message that the customer sees, by whoever wrote it.</summary>
    public static void Message(IntercomPart part, string subject, Translation into)
    {
        string id = $"{subject}/part/{part.Id}";
        if (part.By is null)
            into.Add("message.received", id, part.Time, subject, ("messageId", part.Id));
        else
            into.Add("message.sent", id, part.Time, subject, [("messageId", part.Id), .. part.Author]);
        if (part.By is "bot")
            into.Add("bot.engaged", $"{id}/bot", part.Time, subject);
    }
}
