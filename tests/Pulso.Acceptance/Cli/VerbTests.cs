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

        (await RunAsync(tenant, "replay", events, "--secret", Signed.Secret)).Says(0, "accepted 14, applied 14");
        (await RunAsync(tenant, "snapshot", "--from", "2026-03-02", "--to", "2026-03-02")).Says(0, "1 day published");
        (await RunAsync(tenant, "export", "--out", Path.Combine(folder.FullName, "bi"))).Says(0, "all as the manifest says");
        Assert.Contains("volume", File.ReadAllText(Path.Combine(folder.FullName, "bi", "v1", "kpi_daily", "date=2026-03-02", "part-0.csv")), StringComparison.Ordinal);
        (await RunAsync(tenant, "kpis", "--from", "2026-03-02", "--to", "2026-03-02", "--kpi", "volume,service_level", "--format", "csv")).Says(0, "service_level,1,2,2");
        (await RunAsync(tenant, "kpis", "--from", "2026-03-02", "--to", "2026-03-02", "--kpi", "volume", "--compare", "variant")).Says(0, "short", "control");
        (await RunAsync(tenant, "kpis", "--from", "2026-03-02", "--to", "2026-03-02", "--kpi", "service_level", "--compare", slower)).Says(0, "service_level", "100.0 %", "0.0 %", "answered_within");

        (await RunAsync(tenant, "rebuild")).Says(0, "counters that differ 0", "generation 2 serves");
        (await RunAsync(tenant, "rebuild", "--settings", slower)).Says(0, "answered_within", "generation 3 serves");
        (await RunAsync(tenant, "kpis", "--from", "2026-03-02", "--to", "2026-03-02", "--kpi", "service_level", "--compare", "2")).Says(0, "100.0 %", "answered_within");
        (await RunAsync(tenant, "rebuild", "--drop", "2")).Says(0, "generation 2 is dropped");
        (await RunAsync(tenant, "rebuild", "--drop", "3")).Says(1, "The generation that serves cannot be dropped");
        (await RunAsync(tenant, "rebuild", "--settings", Write("wrong.json", "{ }"))).Says(1, "was answered with 400");
        (await RunAsync(tenant, "verify")).Says(0, "every figure equals its recount");
        using var nobody = shared.Unknown();
        (await RunAsync(nobody, "kpis", "--from", "2026-03-02", "--to", "2026-03-02")).Says(1, "was answered with 404");
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

        (await RunAsync(tenant, "reconcile", same)).Says(0, "the report says what the events say");
        (await RunAsync(tenant, "reconcile", explained)).Says(0, "the report counts from the contact's start");
        (await RunAsync(tenant, "reconcile", wrong)).Says(1, "outcome 1", "an agent took it");
        (await RunAsync(tenant, "reconcile", wrong, "--format", "csv")).Says(1, "one,outcome,abandoned,answered");
    }

    private static string Arm(string subject, string hour, string arm) =>
        Calls.Event("contact.classified", subject, $"2026-03-02T{hour}:00:20Z", $"\"variant\":\"{arm}\"");

    private async Task<Outcome> RunAsync(Tenant tenant, params string[] arguments)
    {
        var outcome = await CommandLine.RunAsync(tenant, arguments);
        output.WriteLine($"$ pulso {string.Join(' ', arguments)}\n{outcome.All}exit code {outcome.Code}\n");
        return outcome;
    }

    private string Write(string name, params string[] lines)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
