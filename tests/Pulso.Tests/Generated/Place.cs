using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Generated;

/// <summary>A tenant's settings, and an instant around which something happens to its calendar.</summary>
/// <param name="WindowsMs">Where recontact windows begin and end, after a resolution.</param>
internal sealed record Place(TenantSettings Settings, long FromMs, params long[] WindowsMs)
{
    /// <summary>Silences that cut a thread here.</summary>
    public static readonly long[] GapsMs = [At.Hour / 2, At.Hour, 24 * At.Hour, 72 * At.Hour];

    private static readonly long[] Short = [0, 0, At.Hour / 2, At.Hour, 2 * At.Hour, 3 * At.Hour];
    private static readonly long[] Long = [0, 72 * At.Hour, 168 * At.Hour];

    private const string Rules = """
        "channels": {
          "voice": { "recontactHours": 1, "queues": {
            "north": { "serviceLevelSeconds": 30, "shortAbandonSeconds": 20 },
            "south": { "serviceLevelSeconds": null, "recontactHours": 0.5 } } },
          "chat": { "serviceLevelSeconds": 20, "recontactHours": 2 },
          "whatsapp": { "threadGapHours": 1, "recontactHours": 2, "fcrWeight": 1.5 },
          "social": { "threadGapHours": 0.5, "recontactHours": 1 },
          "helpdesk": { "recontactHours": 3, "queues": { "north": { "serviceLevelSeconds": 600 } } } }
        """;

    /// <summary>Targets of clocks here.</summary>
    public static readonly long[] TargetsMs = [1, 30_000, 5 * At.Minute, 20 * At.Minute, At.Hour, 3 * At.Hour];

    private const string RoundTheClock = """
        "sla": [
          { "clock": "first_reply", "target": "PT30S" },
          { "clock": "first_reply", "priority": "2", "target": "PT0.001S", "warnAt": 0 },
          { "clock": "next_reply", "target": "PT5M", "warnAt": 1 },
          { "clock": "resolution", "target": "PT1H" },
          { "clock": "resolution", "channel": "helpdesk", "target": "PT3H" },
          { "clock": "resolution", "priority": "1", "target": "PT20M" },
          { "clock": "resolution", "channel": "helpdesk", "priority": "2", "target": "PT5M", "warnAt": 0.5 } ]
        """;

    private const string InTheEvening = """
        "sla": [
          { "clock": "first_reply", "target": "PT5M", "calendar": "office" },
          { "clock": "next_reply", "priority": "1", "target": "PT30S", "calendar": "office" },
          { "clock": "next_reply", "target": "PT3H" },
          { "clock": "resolution", "target": "PT1H", "calendar": "office" },
          { "clock": "resolution", "channel": "helpdesk", "priority": "2", "target": "PT20M", "calendar": "office" },
          { "clock": "resolution", "channel": "voice", "priority": "1", "target": "PT5M" } ]
        """;

    private const string AtNight = """
        "sla": [
          { "clock": "first_reply", "target": "PT20M", "calendar": "nights" },
          { "clock": "next_reply", "target": "PT20M", "calendar": "nights" },
          { "clock": "resolution", "target": "PT3H", "calendar": "nights" },
          { "clock": "resolution", "priority": "2", "target": "PT1H", "calendar": "nights" },
          { "clock": "resolution", "priority": "1", "channel": "fax", "target": "PT1H", "calendar": "never" } ]
        """;

    private const string Evenings = """
        "calendars": { "office": {
          "periods": { "mon-fri": ["09:00-14:00", "16:00-20:30", "21:15-23:00"], "wed-thu": ["00:00-01:00"] }, "holidays": ["2026-03-03"] } },
        "businessHours": "office"
        """;

    // Their bounds lie where the clocks of Jerusalem skip an hour, and where they repeat one.
    private const string Nights = """
        "calendars": {
          "nights": { "periods": { "mon-sun": ["00:00-01:30", "01:45-02:30", "02:40-05:00", "22:15-24:00"] } },
          "never": { "holidays": ["2026-03-03"] } },
        "businessHours": "nights"
        """;

    private static readonly Place[] All =
    [
        new(Tenants.Defaults, At.Utc("2026-03-02T20:00:00Z"), Long),
        new(Tenants.In("UTC", $"\"agentCredit\": \"shared\", {Evenings}, {Rules}, {InTheEvening}"), At.Utc("2026-03-02T20:00:00Z"), Short),
        // Clocks go forward at 00:00Z, and back at 23:00Z.
        new(Tenants.In("Asia/Jerusalem", $"{Nights}, {Rules}, {AtNight}"), At.Utc("2026-03-26T20:00:00Z"), Short),
        new(Tenants.In("Asia/Jerusalem", $"{Nights}, {Rules}, {AtNight}"), At.Utc("2026-10-24T20:00:00Z"), Short),
        // Half an hour forward and back, with intervals as long.
        new(Tenants.In("Australia/Lord_Howe", $"\"intervalMinutes\": 30, \"agentCredit\": \"first\", {Rules}, {RoundTheClock}"), At.Utc("2026-04-04T12:00:00Z"), Short),
        // Other rules from midnight on (18:15Z).
        new(
            Tenants.Of(
                """{ "validFrom": "1990-01-01", "timeZone": "Asia/Kathmandu", "intervalMinutes": 30 }""",
                $$"""{ "validFrom": "2026-03-03", "timeZone": "Asia/Kathmandu", "recontactSameReason": true, "agentCredit": "shared", {{Evenings}}, {{Rules}}, {{InTheEvening}} }"""),
            At.Utc("2026-03-02T16:00:00Z"), Short),
        // Another zone from its midnight on (22:00Z).
        new(
            Tenants.Of(
                $$"""{ "validFrom": "1990-01-01", "timeZone": "America/New_York", {{Rules}}, {{RoundTheClock}} }""",
                """{ "validFrom": "2026-03-03", "timeZone": "Asia/Jerusalem", "intervalMinutes": 30, "recontactSameReason": true, "agentCredit": "shared" }"""),
            At.Utc("2026-03-02T20:00:00Z"), [.. Short, .. Long]),
    ];

    public static Place Any(Random random) => All[random.Next(All.Length)];
}
