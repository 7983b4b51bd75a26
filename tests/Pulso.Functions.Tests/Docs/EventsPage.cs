using Pulso.Events;

namespace Pulso.Functions.Tests.Docs;

/// <summary>Every event type with its fields, as the parser knows them.</summary>
internal static class EventsPage
{
    private static readonly IReadOnlyList<Field> ContactFields = EventTypes.ContactStarted.Fields;

    private const string Introduction = """
        # Events

        What a system says of its contacts: [CloudEvents 1.0](https://cloudevents.io) in JSON. Vendors' own webhooks are translated into the same ([vendors](vendors)).

        ## Send them

        `POST /api/{tenant}/events` takes one event (`application/cloudevents+json`; or in binary mode, `ce-*` headers and `application/json`), or a JSON array of up to 1,000 events and 1 MiB
        (`application/cloudevents-batch+json`), signed as [Standard Webhooks](https://www.standardwebhooks.com) with a secret of the source that the events name. With the system running
        (`pulso up`) and the sample tenant there (`pulso settings put samples/minimal.settings.json --tenant acme`), this sends one:

        ```python
        import base64, hmac, json, time, urllib.request, uuid

        url, secret = "http://127.0.0.1:7071/api/acme/events", "whsec_cHVsc28gc2FtcGxlIHNlY3JldDogbG9jYWwgb25seSE="
        event = {"specversion": "1.0", "id": str(uuid.uuid4()), "source": "/acme/pbx", "type": "contact.started",
                 "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "subject": "call-4711",
                 "data": {"channel": "voice", "queue": "sales", "reason": "order", "customer": "c-42"}}
        body, id, now = json.dumps(event).encode(), str(uuid.uuid4()), str(int(time.time()))
        key = base64.b64decode(secret.removeprefix("whsec_"))
        signature = "v1," + base64.b64encode(hmac.digest(key, f"{id}.{now}.".encode() + body, "sha256")).decode()
        headers = {"content-type": "application/cloudevents+json", "webhook-id": id, "webhook-timestamp": now, "webhook-signature": signature}
        print(urllib.request.urlopen(urllib.request.Request(url, body, headers)).read())   # {"accepted":1}
        ```

        A 202 says that all of the request is kept. Repeat what got no answer, a 429 or a 503, with the same ids: an event is one, however often it comes, and the order does not matter. A 400 names the event and the field, and nothing of
        the request was accepted; a 401 says that signature, secret or source is wrong, or the clock off by more than five minutes.

        ## What they have in common

        | attribute | meaning |
        | --- | --- |
        | `id` | unique within `source`; the same `source` and `id` are one event |
        | `source` | the system that sends it, 1 to 128 characters, as the tenant's settings have it |
        | `type` | one of the types below; one that is unknown is accepted and archived, and adds to no figure |
        | `time` | when it happened (RFC 3339), not when it was sent. At equal times the order of this page decides |
        | `subject` | the id of the contact, for all that is about one: one need of a customer on one channel, until it is closed |
        | `data` | the fields below; unknown ones are dropped and counted. Durations are in seconds, decimals allowed |

        **Conversations without end** (WhatsApp, social, e-mail) have `data.thread` in place of a subject, such as the business's number and the customer's. They are cut into contacts: a new one starts with the first message
        after `contact.closed`, or after the gap without any message that the settings name (`threadGapHours`), and `contact.reopened` reopens the last.

        Any event about a contact may say these; what was said last holds, but for `channel` and `direction`, of which the first does:

        | field | value |
        | --- | --- |
        """;

    public static IEnumerable<string> Lines()
    {
        foreach (string line in Introduction.Split('\n'))
            yield return line;
        foreach (var field in ContactFields)
            yield return $"| `{field.Name}` | {Value(field)} |";
        yield return "";
        yield return "| type | says | about | fields of its own |";
        yield return "| --- | --- | --- | --- |";
        foreach (var type in EventTypes.All.OrderBy(type => type.Rank))
            yield return $"| `{type.Name}` | {EventMeanings.ByType[type.Name]} | {About(type)} | {string.Join("; ", Own(type).Select(field => Cell(type, field)))} |";
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
