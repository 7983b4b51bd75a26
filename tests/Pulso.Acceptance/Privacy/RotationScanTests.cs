using System.Globalization;
using Pulso.Acceptance.Running;
using Xunit.Abstractions;

namespace Pulso.Acceptance.Privacy;

/// <summary>
/// The whole system over a rotation of the pseudonyms' key and an erasure, with comments kept: customers stay recognised, nothing that went in of a person is found, nothing of who was
/// taken out, and what was written beside scores lies where docs/privacy.md says.
/// </summary>
public sealed class RotationScanTests(ITestOutputHelper output) : IDisposable
{
    private const string Taken = "+34600111222";
    private const string Stays = "maria.lopez@example.org";

    private const string TakenSaid = "nadie llama de vuelta";
    private const string StaysSaid = "todo muy amable hoy";

    private static readonly string[] Personal =
        ["34600111222", "600 111 222", "600-111-222", "maria.lopez", "example.org", "ana.ruiz", "María", "Maria", "López", "Lopez", "Ruiz", "me han cobrado dos veces"];

    private static readonly DateOnly[] Days = [new(2026, 3, 2), new(2026, 3, 3)];

    private readonly string clock = Path.GetTempFileName();

    public void Dispose() => File.Delete(clock);

    [Fact]
    public async Task Nobody_is_forgotten_by_a_new_key_and_nothing_is_left_of_who_was_taken_out()
    {
        string first = Convert.ToBase64String(new byte[32]), second = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]);
        await using var app = await RunningApp.StartAsync(partitions: 8, sessions: 2, more: [("Pulso__PseudonymKey", first)]);
        var before = await BeforeAsync(app);
        app.Kill();
        await app.ExitAsync();
        File.WriteAllText(clock, "0");
        await using var rotated = await app.StartBesideAsync(("Pulso__PseudonymKey", $"{first},{second}"), ("LOCAL_CLOCK", clock));
        using var tenant = new Tenant(rotated, "acme");

        Assert.Equal(202, (await tenant.PostAsync("rebuild")).Status);
        await DoneAsync(tenant, 2);
        await tenant.ReplayAsync([.. Calls.Solved("call-3", "2026-03-03", customer: Taken), .. Calls.Solved("call-4", "2026-03-03", hour: "10", customer: Stays)]);
        Assert.Equal(0, await tenant.DrainAsync());
        var between = await CustomersAsync(tenant);
        Assert.Equal((between["call-1"], between["call-2"]), (between["call-3"], between["call-4"]));
        Assert.Empty(before.Values.Intersect(between.Values));
        Assert.Equal(2, await RecontactsAsync(tenant));

        Assert.Equal(202, (await tenant.SendAsync(
            HttpMethod.Post, "erasures", RunningApp.AdminKey, new StringContent($$"""{ "customers": ["{{Taken}}"] }""", System.Text.Encoding.UTF8, "application/json"))).Status);
        await DoneAsync(tenant, 3);
        await ForgottenAsync(rotated);
        var after = await CustomersAsync(tenant);
        Assert.Equal((after["call-1"], between["call-2"]), (after["call-3"], after["call-2"]));
        Assert.Equal(2, await RecontactsAsync(tenant));
        await tenant.VerifyAsync();

        rotated.Kill();
        await rotated.ExitAsync();
        await ScanAsync(app, rotated, [.. before.Values, between["call-1"]], between["call-2"]);
    }

    /// <summary>Calls of two customers with surveys that name neither, and a conversation; under the first key.</summary>
    /// <returns>The calls' customers, as they are published.</returns>
    private static async Task<IReadOnlyDictionary<string, string>> BeforeAsync(RunningApp app)
    {
        using var tenant = await Tenant.CreateAsync(app, "acme", Calls.Source, more: "\"keepSurveyComments\": true");
        await tenant.ReplayAsync(
        [
            .. Calls.Solved("call-1", customer: Taken), .. Calls.Solved("call-2", hour: "10", customer: Stays),
            Answer("call-1", $"{TakenSaid}, 600-111-222 o ana.ruiz@example.org"), Answer("call-2", $"{StaysSaid}, mi correo maria.lopez@example.org"),
            $$"""{"specversion":"1.0","id":"m-1","source":"{{Calls.Source}}","type":"message.received","time":"2026-03-02T08:05:00Z","data":{"thread":"business|{{Taken}}","customer":"{{Taken}}","channel":"whatsapp","text":"me han cobrado dos veces"} }""",
            Calls.Event("consent.given", "call-1", "2026-03-02T11:40:00Z", $"\"customer\":\"{Taken}\",\"channel\":\"whatsapp\",\"name\":\"Ana Ruiz\""),
        ]);
        Assert.Equal(0, await tenant.DrainAsync());
        return await CustomersAsync(tenant, 1);
    }

    private static string Answer(string call, string words) =>
        Calls.Event("survey.answered", call, "2026-03-02T11:00:00Z", $"\"survey\":\"after\",\"kind\":\"csat\",\"score\":2,\"min\":1,\"max\":5,\"comment\":\"{words}\"");

    private async Task ScanAsync(RunningApp app, RunningApp rotated, IReadOnlyList<string> gone, string stays)
    {
        IReadOnlyList<(string Place, byte[] Bytes)> traces = [.. await Traces.OfAsync(rotated), ("log before", System.Text.Encoding.UTF8.GetBytes(app.Output))];
        Assert.Empty(Found(traces, Personal));
        QueueFile.Compact(rotated.QueueFile);
        traces = [.. await Traces.OfAsync(rotated), traces[^1]];
        Assert.Empty(Found(traces, [.. gone, TakenSaid, .. Personal]));
        output.WriteLine($"{traces.Count} values, {traces.Sum(trace => (long)trace.Bytes.Length)} bytes, {gone.Count + 1 + Personal.Length} texts sought, 0 found");

        Assert.Equal(["archive", "bi-acme/v1/fact_survey", "partitions"], Found(traces, [StaysSaid]).Order(StringComparer.Ordinal)); // a scan that cannot see is no scan
        Assert.NotEmpty(Found(traces, [$"{StaysSaid}, mi correo ***"]));
        Assert.Contains("bi-acme/v1/fact_contact", Found(traces, [stays]));
    }

    /// <summary>The kinds of places where one of the texts lies.</summary>
    private static IEnumerable<string> Found(IEnumerable<(string Place, byte[] Bytes)> traces, IReadOnlyList<string> texts) => traces
        .Where(trace => texts.Any(text => Traces.Holds(trace.Bytes, text)))
        .Select(trace => trace.Place.Split(' ')[0].Split('/') is ["bi-acme", "v1", var table, ..] ? $"bi-acme/v1/{table}" : trace.Place.Split(' ', '/')[0]).Distinct();

    /// <summary>Publishes the days, and reads whose the calls are.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> CustomersAsync(Tenant tenant, int days = 2)
    {
        foreach (var day in Days[..days])
            await tenant.SnapshotAsync(day);
        var files = await Exported.OfAsync(tenant);
        return Days[..days].SelectMany(day => files.Table("fact_contact", $"{day:yyyy-MM-dd}").Rows).Where(row => row["contact"].StartsWith("call-", StringComparison.Ordinal))
            .ToDictionary(row => row["contact"], row => row["customer"]);
    }

    private static async Task<int> RecontactsAsync(Tenant tenant) =>
        (await tenant.GetAsync("kpis?from=2026-03-02&to=2026-03-02&grain=total&kpi=recontact_rate")).Json[0].GetProperty("numerator").GetInt32();

    private static Task<string> DoneAsync(Tenant tenant, int generation) => Wait.ForAsync(async () =>
        (await tenant.GetAsync("generations")).Json is var answer && answer.GetProperty("serving").GetInt32() == generation
        && answer.GetProperty("generations").EnumerateArray().Last().GetProperty("rebuild").GetProperty("phase").GetString() == "Done" ? "done" : null);

    /// <summary>Lets the timer come that forgets: the app goes on some minutes later, seconds before it.</summary>
    private async Task ForgottenAsync(RunningApp app)
    {
        app.Kill();
        await app.ExitAsync();
        var now = TimeProvider.System.GetUtcNow();
        var due = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, now.Minute / 5 * 5, 0, TimeSpan.Zero).AddMinutes(13);
        File.WriteAllText(clock, (due - now).Add(TimeSpan.FromSeconds(-20)).TotalSeconds.ToString(CultureInfo.InvariantCulture));
        await app.StartAgainAsync();
        await Wait.ForAsync(() => Task.FromResult(app.Output.Contains("The old pseudonyms of acme are forgotten.", StringComparison.Ordinal) ? "forgotten" : null), () => app.Output);
    }
}
