using System.Text.RegularExpressions;
using Pulso.Acceptance.Privacy;
using Pulso.Acceptance.Running;
using Xunit.Abstractions;

namespace Pulso.Acceptance.Cli;

/// <summary>The verbs of who operates it, as processes, over a tenant's whole life: what they say, their exit codes, and the figures after each.</summary>
public sealed partial class OperationTests(ITestOutputHelper output) : IDisposable
{
    private const string Name = "umbra";
    private const string Day = "2026-03-02";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pulso-operations-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_tenant_comes_its_dead_letter_counts_after_all_it_is_restored_a_customer_goes_and_at_last_itself()
    {
        // One partition and session: what is sent at once is one message, and killed before its first commit the app has applied nothing of it.
        await using var app = await RunningApp.StartAsync(partitions: 1, sessions: 1, killAt: "before:commit:1");
        using var tenant = new Tenant(app, Name);
        string secret = await AddAsync(tenant);
        await SendToItsDeathAsync(app, tenant, secret, [.. Calls.Solved("one", customer: "ana"), .. Calls.Solved("two", hour: "11", customer: "ana"), .. Calls.Solved("three", hour: "12", customer: "ben")]);
        Assert.Equal(1, QueueFile.Bury(app.QueueFile));
        await app.StartAgainAsync();

        await ResubmitAsync(tenant);
        string figures = await FiguresAsync(tenant);
        Assert.Contains("volume,3", figures, StringComparison.Ordinal);
        Assert.Contains("recontact_rate,0.33", figures, StringComparison.Ordinal);
        await UsageAsync(tenant);
        await RestoreAsync(app, figures);
        await EraseAsync(app, tenant, figures);
        await RemoveAsync(app, tenant);
    }

    private async Task<string> AddAsync(Tenant tenant)
    {
        string[] add = ["tenant", "add", "--zone", "UTC", "--source", Calls.Source];
        (await RunAsync(tenant, "tenant", "add", "--zone", "Mars/Olympus")).Says(1, "was answered with 400", "is not an IANA time zone");
        var added = await RunAsync(tenant, add);
        added.Says(0, $"settings of {Name} are in force, 1 version", $"source {Calls.Source}", "Shown once", "reader-", "admin-");
        (await RunAsync(tenant, add)).Says(1, $"There is a tenant {Name} already.");
        return Secret().Match(added.Output).Value;
    }

    private async Task ResubmitAsync(Tenant tenant)
    {
        (await RunAsync(tenant, "dead-letters", "list")).Says(0, "MaxDeliveryCountExceeded 18");
        string id = (await tenant.GetAsync("dead-letters")).Json[0].GetProperty("id").GetString()!;
        (await RunAsync(tenant, "dead-letters", "show", id)).Says(0, $"id {id}", "reason MaxDeliveryCountExceeded", $"{Day}T09:00:00Z contact.started {Calls.Source}", "queue=sales");
        (await RunAsync(tenant, "dead-letters", "show", "live-99")).Says(1, "There is no dead letter live-99.");
        (await RunAsync(tenant, "dead-letters", "resubmit", "--id", "live-99")).Says(1, "There is no dead letter live-99.");
        (await RunAsync(tenant, "dead-letters", "resubmit")).Says(1, "Say which: --id ID, or --all.");
        Assert.DoesNotContain("volume,3", await FiguresAsync(tenant), StringComparison.Ordinal);

        (await RunAsync(tenant, "dead-letters", "resubmit", "--id", id)).Says(0, "1 message sent in again");

        Assert.Equal(0, await tenant.DrainAsync());
        (await RunAsync(tenant, "dead-letters", "list")).Says(0, "nothing lies on the dead-letter side");
        (await RunAsync(tenant, "dead-letters", "resubmit", "--all")).Says(0, "0 messages sent in again");
    }

    private async Task UsageAsync(Tenant tenant)
    {
        (await RunAsync(tenant, "tenant", "usage")).Says(0, "events 18", "contacts 0"); // received this month, of contacts of another one
        (await RunAsync(tenant, "tenant", "usage", "--month", Day[..7])).Says(0, $"month {Day[..7]}", "events 0", "contacts 3");
        (await RunAsync(tenant, "tenant", "usage", "--month", "March")).Says(1, "A month is written yyyy-MM.");
    }

    /// <summary>What a backup holds gives the same figures elsewhere.</summary>
    private async Task RestoreAsync(RunningApp app, string figures)
    {
        string mirror = Path.Combine(folder.FullName, "mirror");
        (await RunAsync(app, "backup", "--storage", app.Storage, "--out", mirror)).Says(0, "0 were there, 0 are gone");
        (await RunAsync(app, "backup", "--storage", app.Storage, "--out", mirror)).Says(0, "0 are gone");
        (await RunAsync(app, "backup", "--storage", "nonsense", "--out", mirror)).Says(1, "error:");
        (await RunAsync(app, "restore", "--storage", app.Storage, "--from", Path.Combine(folder.FullName, "nothing"))).Says(1, "error:");

        await using var other = await RunningApp.StartAsync(partitions: 4, sessions: 2);
        using var restored = new Tenant(other, Name);
        (await RunAsync(other, "restore", "--storage", other.Storage, "--from", mirror)).Says(0, "blobs are back", $"{Name}: 18 archived events are in the figures");
        Assert.Equal(figures, await FiguresAsync(restored));
        (await RunAsync(restored, "verify")).Says(0, "days covered all", "archived events 18", "differences 0", "every figure equals its recount");
    }

    /// <summary>A customer is in no file and no archive any more, and every figure is what it was.</summary>
    private async Task EraseAsync(RunningApp app, Tenant tenant, string figures)
    {
        string ana = await CustomerOfOneAsync(tenant);
        Assert.Equal(["archive", "bi-umbra"], await HoldingAsync(app, ana));
        using var nobody = new Tenant(app, "nobody");
        (await RunAsync(nobody, "erase", "--customer", "ana")).Says(1, "was answered with 404");
        (await RunAsync(tenant, "erase")).Says(1, "--customer");

        (await RunAsync(tenant, "erase", "--customer", "ana")).Says(0, "counters that differ 0", "generation 2 serves", "deleted within ten minutes");

        Assert.NotEqual(ana, await CustomerOfOneAsync(tenant));
        Assert.Empty(await HoldingAsync(app, ana));
        Assert.Equal(figures, await FiguresAsync(tenant));
        (await RunAsync(tenant, "verify")).Says(0, "every figure equals its recount");
    }

    private async Task RemoveAsync(RunningApp app, Tenant tenant)
    {
        (await RunAsync(tenant, "tenant", "remove")).Says(1, "--yes");
        Assert.Equal(200, (await tenant.GetAsync("usage")).Status);

        (await RunAsync(tenant, "tenant", "remove", "--yes")).Says(0, $"{Name} is gone:", "run it again in a minute");

        (await RunAsync(tenant, "kpis", "--from", Day, "--to", Day)).Says(1, "was answered with 404");
        var left = (await Traces.OfAsync(app)).Where(trace => trace.Place != "log" && !trace.Place.StartsWith("queue", StringComparison.Ordinal) && Traces.Holds(trace.Bytes, Name));
        Assert.All(left, trace => Assert.StartsWith("audit/_deployment/", trace.Place, StringComparison.Ordinal));
        Assert.NotEmpty(left); // that it is gone is told there
    }

    /// <summary>The pseudonym of the first call's customer, as its day is published.</summary>
    private async Task<string> CustomerOfOneAsync(Tenant tenant)
    {
        (await RunAsync(tenant, "snapshot", "--from", Day, "--to", Day)).Says(0, "1 day published");
        return (await Exported.OfAsync(tenant)).Table("fact_contact", Day).Rows.Single(row => row["contact"] == "one")["customer"];
    }

    private static async Task<IEnumerable<string>> HoldingAsync(RunningApp app, string text) =>
        (await Traces.OfAsync(app)).Where(trace => trace.Place.Contains('/', StringComparison.Ordinal) && !trace.Place.Contains(' ', StringComparison.Ordinal) && Traces.Holds(trace.Bytes, text))
            .Select(trace => trace.Place.Split('/')[0]).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Sends events; the app is killed while it applies them, and may not even come to answer.</summary>
    private static async Task SendToItsDeathAsync(RunningApp app, Tenant tenant, string secret, IEnumerable<string> events)
    {
        Task sending = tenant.SendAsync(Signed.Request(Signed.BatchType, $"[{string.Join(',', events)}]", secret));
        Assert.Equal(RunningApp.Killed, await app.ExitAsync());
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<string> FiguresAsync(Tenant tenant)
    {
        var figures = await CommandLine.RunAsync(tenant, "kpis", "--from", Day, "--to", Day, "--format", "csv");
        figures.Says(0);
        return figures.Output;
    }

    private Task<Outcome> RunAsync(Tenant tenant, params string[] arguments) => ToldAsync(CommandLine.RunAsync(tenant, arguments), arguments);

    private Task<Outcome> RunAsync(RunningApp app, params string[] arguments) => ToldAsync(CommandLine.RunAsync(app.Address, arguments), arguments);

    private async Task<Outcome> ToldAsync(Task<Outcome> running, string[] arguments)
    {
        var outcome = await running;
        output.WriteLine($"$ pulso {string.Join(' ', arguments)}\n{outcome.All}exit code {outcome.Code}\n");
        return outcome;
    }

    [GeneratedRegex(@"whsec_\S+")]
    private static partial Regex Secret();
}
