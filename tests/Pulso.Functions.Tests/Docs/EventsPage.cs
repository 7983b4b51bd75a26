using Pulso.Events;

namespace Pulso.Functions.Tests.Docs;

/// <summary>Every event type with its fields, as the parser knows them.</summary>
internal static class EventsPage
{
    private static readonly IReadOnlyList<Field> ContactFields = EventTypes.ContactStarted.Fields;

    public static IEnumerable<string> Lines()
    {
        yield return "# Events";
        yield return "";
        yield return "CloudEvents 1.0 in JSON: `specversion`, `id`, `source`, `type`, `time` (RFC 3339) and, for all about a contact, `subject`: the contact's id, or";
        yield return "`data.thread` in its place. Unknown fields of `data` are dropped and counted; events of unknown types are accepted and archived, and add to no figure.";
        yield return "At equal times the order of this page decides.";
        yield return "";
        yield return "Fields that every event about a contact may carry:";
        yield return "";
        yield return "| field | value |";
        yield return "| --- | --- |";
        foreach (var field in ContactFields)
            yield return $"| `{field.Name}` | {Value(field)} |";
        yield return "";
        yield return "| type | about | fields of its own |";
        yield return "| --- | --- | --- |";
        foreach (var type in EventTypes.All.OrderBy(type => type.Rank))
            yield return $"| `{type.Name}` | {About(type)} | {string.Join("; ", Own(type).Select(field => Cell(type, field)))} |";
    }

    private static IEnumerable<Field> Own(EventType type) =>
        type.About == Events.About.Contact ? type.Fields.Except(ContactFields) : type.Fields;

    private static string Cell(EventType type, Field field) =>
        $"`{field.Name}` {Value(field)}{(type.Required.Contains(field) ? ", required" : "")}";

    private static string About(EventType type) => type.About switch
    {
        Events.About.Contact => "contact",
        Events.About.Survey => "survey (of a contact, if it has a subject)",
        Events.About.Customer => "customer",
        Events.About.Agent => "agent",
        Events.About.Tenant => "tenant",
        _ => "itself",
    };

    private static string Value(Field field) => field.Kind switch
    {
        FieldKind.Word => string.Join(" / ", field.Words),
        FieldKind.Pseudonym => "text, kept as a pseudonym",
        FieldKind.Hash => "text, kept as a hash",
        FieldKind.Seconds => "seconds",
        FieldKind.Number => "number",
        FieldKind.Boolean => "true / false",
        FieldKind.Instant => "instant",
        FieldKind.Json => "list",
        FieldKind.Comment => "text, kept by setting alone",
        FieldKind.LongText => "text up to 1,000 characters",
        FieldKind.Key when field.Registry != KeyRegistry.None => "key of figures",
        _ => "text",
    };
}
