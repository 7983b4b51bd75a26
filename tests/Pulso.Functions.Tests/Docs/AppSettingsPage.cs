namespace Pulso.Functions.Tests.Docs;

/// <summary>The app settings and the roles of a deployment.</summary>
internal static class AppSettingsPage
{
    private const string OfTenant = """
        ## A tenant's settings

        One JSON document, put by `pulso settings put FILE --tenant T` or `PUT /api/{tenant}/settings` and checked as a whole: every fault in one answer, nothing half applied. Only `tenant`, `sources` and a first version
        with `validFrom` and `timeZone` are needed; all there is, with what holds if it is left out, is in [settings.schema.json](settings.schema.json). An example; comments are not part of the document:

        ```jsonc
        {
          "tenant": "acme",
          "sources": {                                        // who sends: the `source` of its events, and the secrets it signs with
            "/acme/pbx": { "secrets": ["setting:ACME_PBX"], "silentAfterMinutes": 30 },
            "whatsapp": { "vendor": "whatsapp", "secrets": ["setting:WHATSAPP_APP_SECRET", "setting:WHATSAPP_VERIFY_TOKEN"], "queue": "sales" }
          },
          "retention": { "archiveDays": 730, "contactsDays": 365 },
          "versions": [                                       // appended to, never changed: a contact keeps the one in force at its start
            {
              "validFrom": "1990-01-01", "timeZone": "America/Bogota", "currency": "COP",
              "channels": { "voice": { "serviceLevelSeconds": 20, "recontactHours": 72, "queues": { "sales": { "serviceLevelSeconds": 15 } } } },
              "calendars": { "office": { "periods": { "mon-fri": ["08:00-18:00"] }, "holidays": ["2026-12-25"] } },
              "sla": [ { "channel": "email", "clock": "first_reply", "target": "PT4H", "calendar": "office", "owner": "digital" } ],
              "goals": [ { "kpi": "service_level", "channel": "voice", "target": 0.8, "warn": 0.75, "owner": "operations", "cadence": "daily" } ],
              "rules": [ { "name": "third time", "when": "repeated-contact", "contacts": 3, "days": 7, "action": "call the customer" } ]
            },
            { "validFrom": "2027-01-01", "timeZone": "America/Bogota", "channels": { "voice": { "serviceLevelSeconds": 30 } } }
          ]
        }
        ```

        - **To change a definition**, append a version that begins in the future (`validFrom`, midnight in its own time zone). It says all that is to hold: nothing is taken over from the version before. Every figure names the
          version that it was made with.
        - **To change it for the past**, `pulso rebuild --tenant T --settings FILE` computes all figures anew under other versions beside those that serve ([rebuild](rebuild.md)); `pulso kpis … --compare FILE` tells before what would
          differ.
        - **Secrets and keys** may be written `setting:NAME`: the app setting of that name holds them, in Azure as a reference to Key Vault (`@Microsoft.KeyVault(SecretUri=…)`). Several hold at once, so that each is replaced
          without a gap. Sources, keys, webhooks and retention belong to no version, and hold within 15 seconds.

        | if left out | |
        | --- | --- |
        | threshold of the service level (`serviceLevelSeconds`) | voice 20 s, chat and WhatsApp 60 s, other channels none |
        | which service level `service_level` is (`serviceLevel`) | `offered`: answered in time, of all that were offered |
        | short abandons (`shortAbandonSeconds`) | under 5 s |
        | recontact (`recontactHours`, `recontactSameReason`) | within 72 h, e-mail and help desk 168 h; on whatever reason |
        | the gap that cuts a conversation (`threadGapHours`) | WhatsApp and social 24 h, e-mail 72 h |
        | intervals (`intervalMinutes`) | 15 minutes |
        | how long figures may change (`mutableDays`) | 35 days; FCR and resolution are final then |
        | the least sample of rankings and alerts (`minimumSample`) | 30 |
        | whose credit a contact is (`agentCredit`) | the last agent's |
        | retention | everything is kept |
        """;

    public static IEnumerable<string> Lines()
    {
        yield return "# Settings";
        yield return "";
        foreach (string line in OfTenant.Split('\n'))
            yield return line;
        yield return "";
        yield return "## App settings";
        yield return "";
        yield return "What a deployment decides once, checked whole before the app starts:";
        yield return "";
        yield return "| app setting | meaning | if left out |";
        yield return "| --- | --- | --- |";
        foreach (var setting in AppSettingNames.All)
            yield return $"| `{setting.Name}` | {setting.Meaning} | {(setting.Instead is { } instead ? $"`{instead}` instead" : setting.Fallback is { } fallback ? (fallback.Length == 0 ? "–" : fallback) : "**the app does not start**")} |";
        yield return "";
        yield return "## Roles";
        yield return "";
        yield return "The app has one user-assigned identity, and no keys. It needs these roles, and no other:";
        yield return "";
        yield return "| role | id | for |";
        yield return "| --- | --- | --- |";
        foreach (var role in AzureRoles.All)
            yield return $"| {role.Name} | `{role.Id}` | {role.Why} |";
    }
}
