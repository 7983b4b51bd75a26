namespace Pulso.Tests.Events.Parsing;

/// <summary>The table of types of the contract (section 1), with a value for each field.</summary>
internal static class ContractTable
{
    public const string ContactFields =
        "customer thread channel direction queue reason priority difficulty language case journey variant";

    public const string SurveyFields =
        "survey response kind mode respondent score min max polarity comment customer thread channel queue reason";

    /// <summary>Every type in its order, with its fields.</summary>
    public static readonly (string Type, string Fields)[] Types =
    [
        ("contact.started", ContactFields),
        ("contact.queued", ContactFields),
        ("contact.answered", $"{ContactFields} agent"),
        ("contact.abandoned", ContactFields),
        ("contact.handled", $"{ContactFields} agent talk hold wrap silence"),
        ("contact.transferred", $"{ContactFields} kind toQueue toAgent"),
        ("contact.escalated", $"{ContactFields} level"),
        ("contact.resolved", $"{ContactFields} by agent outcome"),
        ("contact.reopened", ContactFields),
        ("contact.closed", ContactFields),
        ("contact.classified", $"{ContactFields} intent"),
        ("contact.paused", ContactFields),
        ("contact.resumed", ContactFields),
        ("callback.requested", ContactFields),
        ("callback.attempted", $"{ContactFields} answered"),
        ("message.received", $"{ContactFields} messageId"),
        ("message.sent", $"{ContactFields} by agent messageId"),
        ("message.delivered", $"{ContactFields} messageId"),
        ("message.read", $"{ContactFields} messageId"),
        ("message.failed", $"{ContactFields} messageId"),
        ("bot.engaged", ContactFields),
        ("bot.handed-over", $"{ContactFields} withContext"),
        ("ivr.entered", ContactFields),
        ("ivr.selected", $"{ContactFields} menu option"),
        ("ivr.left", $"{ContactFields} to"),
        ("sentiment.scored", $"{ContactFields} score model"),
        ("quality.evaluated", $"{ContactFields} agent evaluator score max form formVersion calibration criteria"),
        ("survey.requested", SurveyFields),
        ("survey.answered", SurveyFields),
        ("survey.followed-up", "survey response by themes channel queue reason"),
        ("agent.state", "agent state"),
        ("agent.profiled", "agent team supervisor site skills peerGroup validFrom"),
        ("agent.scheduled", "agent shifts"),
        ("sale.recorded", "customer amount currency assisted"),
        ("customer.retained", "customer amount currency"),
        ("customer.churned", "customer amount currency"),
        ("revenue.recorded", "customer amount currency"),
        ("cost.recorded", "channel from to staff licences overhead usage basis currency"),
        ("forecast.published", "channel queue intervals"),
        ("consent.given", "customer channel purpose"),
        ("consent.withdrawn", "customer channel purpose"),
        ("issue.prevented", "channel reason trigger"),
        ("annotation.added", "text kind agent due channel queue until example goal"), // the last two are what a coaching tells beside the contract
    ];

    private static readonly Dictionary<string, string> Values = new()
    {
        ["channel"] = "\"voice\"",
        ["direction"] = "\"outbound\"",
        ["priority"] = "2",
        ["difficulty"] = "1.5",
        ["talk"] = "61.5",
        ["hold"] = "0",
        ["wrap"] = "12",
        ["silence"] = "3.25",
        ["contact.transferred.kind"] = "\"warm\"",
        ["annotation.added.kind"] = "\"campaign\"",
        ["kind"] = "\"csat\"",
        ["outcome"] = "\"unsolved\"",
        ["by"] = "\"agent\"",
        ["answered"] = "true",
        ["withContext"] = "false",
        ["ivr.left.to"] = "\"contained\"",
        ["score"] = "0.5",
        ["min"] = "0",
        ["max"] = "10",
        ["calibration"] = "true",
        ["criteria"] = """{ "greeting": 1, "closing": 0.5 }""",
        ["mode"] = "\"relational\"",
        ["respondent"] = "\"employee\"",
        ["polarity"] = "\"low-is-good\"",
        ["themes"] = """["price", "wait"]""",
        ["skills"] = """["es", "en"]""",
        ["validFrom"] = "\"2026-03-02T00:00:00+01:00\"",
        ["shifts"] = """[{ "from": "2026-03-02T08:00:00Z", "to": "2026-03-02T16:00:00Z", "state": "contact" }]""",
        ["intervals"] = """[{ "from": "2026-03-02T08:00:00Z", "to": "2026-03-02T08:15:00Z", "contacts": 12.5 }]""",
        ["amount"] = "-12.5",
        ["assisted"] = "true",
        ["from"] = "\"2026-03-01T00:00:00Z\"",
        ["to"] = "\"2026-04-01T00:00:00Z\"",
        ["staff"] = "1000",
        ["licences"] = "200.255",
        ["overhead"] = "0",
        ["usage"] = "3",
        ["basis"] = "\"actual\"",
        ["due"] = "\"2026-03-09T00:00:00Z\"",
        ["until"] = "\"2026-03-09T00:00:00.500Z\"",
    };

    /// <summary>Data with every field of a type.</summary>
    public static string DataOf(string type, string fields) =>
        $"{{{string.Join(',', fields.Split(' ').Select(field => $"\"{field}\":{ValueOf(type, field)}"))}}}";

    public static string ValueOf(string type, string field) =>
        Values.GetValueOrDefault($"{type}.{field}") ?? Values.GetValueOrDefault(field) ?? $"\"some {field}\"";
}
