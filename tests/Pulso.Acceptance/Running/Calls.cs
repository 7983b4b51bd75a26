namespace Pulso.Acceptance.Running;

/// <summary>Events of made-up calls.</summary>
internal static class Calls
{
    public const string Source = "/test/pbx";

    /// <summary>One event as a line of JSON.</summary>
    /// <param name="data">The fields of its data, as JSON without braces.</param>
    public static string Event(string type, string subject, string time, string data = "", string source = Source) => $$"""
        {"specversion":"1.0","id":"{{subject}}/{{type}}/{{time}}","source":"{{source}}","type":"{{type}}","time":"{{time}}","subject":"{{subject}}","data":{ {{data}} } }
        """;

    /// <summary>A call that waited 10 seconds, was handled for 5 minutes and solved.</summary>
    public static string[] Solved(string subject, string date = "2026-03-02", string hour = "09", string queue = "sales", string customer = "ana") =>
    [
        Event("contact.started", subject, $"{date}T{hour}:00:00Z", $$"""
            "channel":"voice","queue":"{{queue}}","customer":"{{customer}}"
            """),
        Event("contact.queued", subject, $"{date}T{hour}:00:05Z"),
        Event("contact.answered", subject, $"{date}T{hour}:00:15Z", "\"agent\":\"eve\""),
        Event("contact.handled", subject, $"{date}T{hour}:05:15Z", "\"agent\":\"eve\",\"talk\":300"),
        Event("contact.resolved", subject, $"{date}T{hour}:05:15Z"),
        Event("contact.closed", subject, $"{date}T{hour}:05:15Z"),
    ];
}
