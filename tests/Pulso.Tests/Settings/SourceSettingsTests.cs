using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Settings;

/// <summary>What a vendor's source may say beside its secrets.</summary>
public sealed class SourceSettingsTests
{
    [Fact]
    public void Queue_API_token_and_questions_are_read()
    {
        var source = Read("""
            "vendor": "typeform", "secrets": ["s"], "queue": "sales", "api": "api.example.com", "token": "setting:TOKEN",
            "questions": { "easy": { "kind": "ces", "min": 1, "max": 7, "polarity": "low-is-good" }, "q2": { "kind": "nps", "mode": "relational", "respondent": "employee" } }
            """, out var faults)!;

        Assert.Empty(faults);
        Assert.Equal(("sales", "api.example.com", "setting:TOKEN"), (source.Queue, source.Api, source.Token));
        Assert.Equal(new Question("ces", 1, 7, "low-is-good", "transactional", "customer"), source.Questions["easy"]);
        Assert.Equal(new Question("nps", 0, 10, "high-is-good", "relational", "employee"), source.Questions["q2"]);
    }

    [Fact]
    public void Every_fault_of_a_source_is_in_one_list()
    {
        Read("""
            "vendor": "typeform", "secrets": ["", "setting:"], "queue": 5, "api": "https://api.example.com/v3", "tokens": "t",
            "questions": { "a": { "kind": "stars" }, "b": { "kind": "csat", "min": 1 }, "c": { "kind": "nps", "max": 5 }, "d": { "kind": "ces", "min": 7, "max": 1, "scale": 7 } }
            """, out var faults);

        Assert.Equal(
            [
                "sources.form.queue", "sources.form.questions.a.kind", "sources.form.questions.a", "sources.form.questions.b",
                "sources.form.questions.c.max", "sources.form.questions.d.max", "sources.form.questions.d.scale", "sources.form.secrets", "sources.form.secrets",
                "sources.form.api", "sources.form.tokens",
            ],
            faults.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_canonical_source_has_none_of_a_vendors_settings()
    {
        Read($$""" "secrets": ["{{Tenants.Secret}}"], "queue": "sales", "questions": {} """, out var faults);

        Assert.Equal(["sources.form.queue: is not a known setting", "sources.form.questions: is not a known setting"], faults);
    }

    [Fact]
    public void What_a_vendor_demands_is_told_with_everything_else()
    {
        Read(""" "vendor": "x", "secrets": [""] """, out var faults, source => [("vendor", $"{source.Vendor} is unknown")]);

        Assert.Equal(["sources.form.secrets: must not be empty", "sources.form.vendor: x is unknown"], faults);
    }

    private static Source? Read(string source, out IReadOnlyList<string> faults, VendorCheck? vendors = null)
    {
        var document = Tenants.Json($$"""
            { "tenant": "t", "sources": { "form": { {{source}} } }, "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC" } ] }
            """);
        return SettingsParser.Parse(document, out faults, vendors)?.Sources[0];
    }
}
