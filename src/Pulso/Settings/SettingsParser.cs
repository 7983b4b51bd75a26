using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using Pulso.Calendars;
using Pulso.Kpis;

namespace Pulso.Settings;

/// <summary>Reads a settings document as a whole: the settings, or every fault in it.</summary>
public static partial class SettingsParser
{
    private static readonly string[] Reserved = ["dashboard", "health"];

    /// <summary>True for <c>[a-z0-9-]{1,32}</c> but the words that are addresses of their own.</summary>
    public static bool IsTenantId(string text) => TenantPattern().IsMatch(text) && !Reserved.Contains(text);

    /// <param name="vendors">What must be right about a vendor's source; left out, only what holds for all of them is checked.</param>
    /// <returns>The settings; null when <paramref name="faults"/> says why not.</returns>
    public static TenantSettings? Parse(JsonElement json, out IReadOnlyList<string> faults, VendorCheck? vendors = null)
    {
        var found = new List<string>();
        faults = found;
        var root = new JsonSection(json, "", found);
        string tenant = root.Text("tenant", required: true) ?? "";
        if (tenant.Length > 0 && !IsTenantId(tenant))
            root.Fault("tenant", "must match [a-z0-9-]{1,32} and be none of " + string.Join(", ", Reserved));
        if (!root.Has("sources"))
            root.Fault("sources", "is required");
        var sources = root.Sections("sources").Select(item => SourceSettings.Read(item.Name, item.Section, vendors)).ToList();
        var webhooks = WebhookSettings.Read(root);
        var readers = root.Texts("readers");
        var admins = root.Texts("admins");
        var versions = root.List("versions", required: true).Select((section, index) => ReadVersion(section, index + 1)).ToList();
        if (versions.Count == 0)
            root.Fault("versions", "needs at least one version");
        for (int i = 1; i < versions.Count; i++)
        {
            if (versions[i].Calendar.ValidFromMs <= versions[i - 1].Calendar.ValidFromMs)
                root.Fault($"versions[{i}].validFrom", "must be later than the version before");
        }
        var retention = Retention.Read(root);
        root.RefuseOthers();
        return found.Count == 0 ? new TenantSettings(tenant, sources, readers, admins, versions) { Webhooks = webhooks, Retention = retention } : null;
    }

    private static SettingsVersion ReadVersion(JsonSection section, int number)
    {
        var validFrom = section.Date("validFrom", required: true) ?? new DateOnly(1970, 1, 1);
        var zone = ReadZone(section);
        int minutes = section.Integer("intervalMinutes", 15, 30) ?? 15;
        if (minutes is not (15 or 30))
            section.Fault("intervalMinutes", "must be 15 or 30");
        long from = zone.AtStartOfDay(LocalDate.FromDateOnly(validFrom)).ToInstant().ToUnixTimeMilliseconds();
        var calendars = CalendarSettings.Read(section, zone);
        var version = new SettingsVersion(
            number,
            new CalendarRule(from, validFrom, zone, minutes),
            section.Text("currency") ?? "USD",
            ReadChannels(section),
            section.Flag("recontactSameReason"),
            section.Word("serviceLevel", "offered", Catalogue.ServiceLevelVariants),
            GoalSettings.Read(section),
            section.Integer("minimumSample", 1, 1_000_000) ?? 30,
            section.Integer("mutableDays", 1, 3_660) ?? 35,
            CalendarSettings.ReadBusinessHours(section, calendars),
            section.Integer("churnWindowDays", 1, 366) ?? 14)
        {
            Sla = SlaSettings.Read(section, calendars),
            AgentCredit = Enum.Parse<CreditRule>(section.Word("agentCredit", "last", ["last", "first", "shared"]), ignoreCase: true),
            KeepSurveyComments = section.Flag("keepSurveyComments"),
            ToneCriteria = section.Has("toneCriteria") ? section.Texts("toneCriteria") : ["tone", "tono"],
        };
        version = version with { Alerting = RuleSettings.Read(section, version.MinimumSample) };
        section.RefuseOthers();
        return version;
    }

    private static DateTimeZone ReadZone(JsonSection section)
    {
        string? name = section.Text("timeZone", required: true);
        var zone = name is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (name is not null && zone is null)
            section.Fault("timeZone", $"'{name}' is not an IANA time zone");
        return zone ?? DateTimeZone.Utc;
    }

    private static ChannelRules ReadChannels(JsonSection section)
    {
        var channels = new Dictionary<string, RuleOverrides>();
        var queues = new Dictionary<(string, string), RuleOverrides>();
        foreach (var (channel, rules) in section.Sections("channels"))
        {
            channels[channel] = ReadRules(rules);
            foreach (var (queue, ofQueue) in rules.Sections("queues"))
            {
                queues[(channel, queue)] = ReadRules(ofQueue);
                ofQueue.RefuseOthers();
            }
            rules.RefuseOthers();
        }
        return new ChannelRules(channels, queues);
    }

    private static RuleOverrides ReadRules(JsonSection section) => new(
        section.Has("serviceLevelSeconds"),
        section.Thousandths("serviceLevelSeconds", 1, 31_536_000),
        section.Thousandths("shortAbandonSeconds", 1, 86_400),
        section.Thousandths("recontactHours", 3_600, 8_784),
        section.Thousandths("fcrWeight", 1, 1_000),
        section.Thousandths("threadGapHours", 3_600, 8_784));

    [GeneratedRegex(@"^[a-z0-9-]{1,32}\z")]
    private static partial Regex TenantPattern();
}
