using Pulso.Acceptance.Running;
using Xunit.Abstractions;

namespace Pulso.Acceptance.Cli;

/// <summary>The verbs, as processes against the running app: what they print, and their exit codes.</summary>
[Collection(WithSharedApp.Name)]
public sealed class VerbTests(SharedApp shared, ITestOutputHelper output) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pulso-verbs-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Figures_are_sent_published_downloaded_compared_and_computed_anew()
    {
        using var tenant = await shared.TenantAsync();
        string events = Write("events.ndjson", [.. Calls.Solved("one"), .. Calls.Solved("two", hour: "10", customer: "ben"), Arm("one", "09", "control"), Arm("two", "10", "short")]);
        string slower = Write("slower.json", $$"""
            { "tenant": "{{tenant.Name}}", "sources": {}, "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC", "channels": { "voice": { "serviceLevelSeconds": 5 } } } ] }
            """);

        Says(await RunAsync(tenant, "replay", events, "--secret", Signed.Secret), 0, "accepted 14, applied 14");
        Says(await RunAsync(tenant, "snapshot", "--from", "2026-03-02", "--to", "2026-03-02"), 0, "1 day published");
        Says(await RunAsync(tenant, "export", "--out", Path.Combine(folder.FullName, "bi")), 0, "all as the manifest says");
        Assert.Contains("volume", File.ReadAllText(Path.Combine(folder.FullName, "bi", "v1", "kpi_daily", "date=2026-03-02", "part-0.csv")), StringComparison.Ordinal);
        Says(await RunAsync(tenant, "kpis", "--from", "2026-03-02", "--to", "2026-03-02", "--kpi", "volume,service_level", "--format", "csv"), 0, "service_level,1,2,2");
        Says(await RunAsync(tenant, "kpis", "--from", "2026-03-02", "--to", "2026-03-02", "--kpi", "volume", "--compare", "variant"), 0, "short", "control");
        Says(await RunAsync(tenant, "kpis", "--from", "2026-03-02", "--to", "2026-03-02", "--kpi", "service_level", "--compare", slower), 0, "service_level", "100.0 %", "0.0 %", "answered_within");

        Says(await RunAsync(tenant, "rebuild"), 0, "counters that differ 0", "generation 2 serves");
        Says(await RunAsync(tenant, "rebuild", "--settings", slower), 0, "answered_within", "generation 3 serves");
        Says(await RunAsync(tenant, "kpis", "--from", "2026-03-02", "--to", "2026-03-02", "--kpi", "service_level", "--compare", "2"), 0, "100.0 %", "answered_within");
        Says(await RunAsync(tenant, "rebuild", "--drop", "2"), 0, "generation 2 is dropped");
        Says(await RunAsync(tenant, "rebuild", "--drop", "3"), 1, "The generation that serves cannot be dropped");
        Says(await RunAsync(tenant, "rebuild", "--settings", Write("wrong.json", "{ }")), 1, "was answered with 400");
        Says(await RunAsync(tenant, "verify"), 0, "every figure equals its recount");
        using var nobody = shared.Unknown();
        Says(await RunAsync(nobody, "kpis", "--from", "2026-03-02", "--to", "2026-03-02"), 1, "was answered with 404");
    }

    [Fact]
    public async Task A_vendors_report_is_explained_and_what_is_not_makes_the_exit_code()
    {
        using var tenant = await shared.TenantAsync();
        await tenant.ReplayAsync([.. Calls.Solved("one"), .. Calls.Solved("two", hour: "10", customer: "ben")]);
        await tenant.DrainAsync();
        string same = Write("same.csv", "contact,started,outcome,wait_s,handle_s", "one,2026-03-02 09:00:00,answered,10,300", "two,2026-03-02 10:00:00,answered,10,300");
        string explained = Write("explained.csv", "contact,started,outcome,wait_s,handle_s", "one,2026-03-02 09:00:00,answered,15,300", "two,2026-03-02 10:00:00,answered,15,300");
        string wrong = Write("wrong.csv", "contact,started,outcome,wait_s,handle_s", "one,2026-03-02 09:00:00,abandoned,10,", "two,2026-03-02 10:00:00,answered,10,300");

        Says(await RunAsync(tenant, "reconcile", same), 0, "the report says what the events say");
        Says(await RunAsync(tenant, "reconcile", explained), 0, "the report counts from the contact's start");
        Says(await RunAsync(tenant, "reconcile", wrong), 1, "outcome 1", "an agent took it");
        Says(await RunAsync(tenant, "reconcile", wrong, "--format", "csv"), 1, "one,outcome,abandoned,answered");
    }

    private static string Arm(string subject, string hour, string arm) =>
        Calls.Event("contact.classified", subject, $"2026-03-02T{hour}:00:20Z", $"\"variant\":\"{arm}\"");

    private async Task<Outcome> RunAsync(Tenant tenant, params string[] arguments)
    {
        var outcome = await CommandLine.RunAsync(tenant, arguments);
        output.WriteLine($"$ pulso {string.Join(' ', arguments)}\n{outcome.All}exit code {outcome.Code}\n");
        return outcome;
    }

    /// <summary>What a verb is to say, spaces and frames of tables aside, and its exit code.</summary>
    private static void Says(Outcome outcome, int code, params string[] parts)
    {
        Assert.True(outcome.Code == code, outcome.All);
        string said = string.Join(' ', outcome.All.Split([' ', '\n', '\r', '│', '|'], StringSplitOptions.RemoveEmptyEntries));
        foreach (string part in parts)
            Assert.Contains(part, said, StringComparison.Ordinal);
    }

    private string Write(string name, params string[] lines)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
