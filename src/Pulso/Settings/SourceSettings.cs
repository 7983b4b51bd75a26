namespace Pulso.Settings;

/// <summary>What must be right about a source of a vendor: the settings that are wrong (<c>vendor</c>, <c>api</c> …), each with its reason.</summary>
public delegate IEnumerable<(string Setting, string Reason)> VendorCheck(Source source);

/// <summary>Reads a sending system of a settings document.</summary>
internal static class SourceSettings
{
    public static Source Read(string name, JsonSection section, VendorCheck? vendors)
    {
        string? vendor = section.Text("vendor");
        var source = new Source(name, vendor, section.Texts("secrets"))
        {
            SilentAfterMs = section.Thousandths("silentAfterMinutes", 60, 525_600),
            Queue = vendor is null ? null : section.Text("queue"),
            Api = vendor is null ? null : section.Text("api"),
            Token = vendor is null ? null : section.Text("token"),
            Questions = vendor is null ? new Dictionary<string, Question>() : Questions(section),
        };
        if (name.Length is 0 or > 128)
            section.Fault("", "a source's name has 1 to 128 characters");
        CheckSecrets(source, section);
        if (source.Queue is { Length: > 128 })
            section.Fault("queue", "must have 1 to 128 characters");
        if (source.Api is { } api && Uri.CheckHostName(api) != UriHostNameType.Dns)
            section.Fault("api", "must be a host name, such as api.example.com");
        foreach (var (setting, reason) in vendor is null ? [] : vendors?.Invoke(source) ?? [])
            section.Fault(setting, reason);
        section.RefuseOthers();
        return source;
    }

    private static void CheckSecrets(Source source, JsonSection section)
    {
        if (source.Secrets.Count == 0)
            section.Fault("secrets", "needs at least one secret");
        foreach (string secret in source.Secrets.Where(secret => SettingReference.NameIn(secret) is null or ""))
        {
            if (source.Vendor is null && !StandardSecret.Is(secret))
                section.Fault("secrets", StandardSecret.Expected);
            else if (string.IsNullOrWhiteSpace(SettingReference.NameIn(secret) ?? secret))
                section.Fault("secrets", "must not be empty");
        }
    }

    private static Dictionary<string, Question> Questions(JsonSection section)
    {
        var questions = new Dictionary<string, Question>();
        foreach (var (name, question) in section.Sections("questions"))
            questions[name] = ReadQuestion(question);
        return questions;
    }

    /// <summary>A question; the scale of an NPS and of a thumb is known, that of the others must be given.</summary>
    private static Question ReadQuestion(JsonSection section)
    {
        string kind = section.Word("kind", "", "csat", "ces", "nps", "thumb");
        decimal? min = section.Number("min", -1_000_000, 1_000_000);
        decimal? max = section.Number("max", -1_000_000, 1_000_000);
        (decimal, decimal)? known = kind switch { "nps" => (0, 10), "thumb" => (0, 1), _ => null };
        if (known is null && (min is null || max is null))
            section.Fault("", "needs min and max, the ends of its scale");
        var question = new Question(
            kind,
            min ?? known?.Item1 ?? 0,
            max ?? known?.Item2 ?? 1,
            section.Word("polarity", "high-is-good", "high-is-good", "low-is-good"),
            section.Word("mode", "transactional", "transactional", "relational"),
            section.Word("respondent", "customer", "customer", "employee"))
        {
            Comment = section.Text("comment"),
        };
        if (question.Max <= question.Min && min is not null && max is not null)
            section.Fault("max", "must be more than min");
        if (kind == "nps" && (question.Max != 10 || question.Min is not (0 or 1)))
            section.Fault("max", "an NPS is asked on 0 to 10 or on 1 to 10");
        section.RefuseOthers();
        return question;
    }
}
