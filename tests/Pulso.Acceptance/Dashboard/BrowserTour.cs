using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Pulso.Acceptance.Running;
using Pulso.Cli.Demo;
using Pulso.Settings;

namespace Pulso.Acceptance.Dashboard;

/// <summary>One check of the tour through the dashboard.</summary>
/// <param name="Faults">What was wrong; nothing if it holds.</param>
public sealed record TourCheck(string Group, string Name, IReadOnlyList<string> Faults);

/// <summary>The dashboard of the real app with days of the demo and of the bank, and one tour through it in a browser.</summary>
public sealed class BrowserTour : IAsyncLifetime
{
    public const string Reader = "the-reader-key-of-the-dashboard";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly DateOnly DemoDate = new(2026, 3, 10);

    private readonly List<TourCheck> checks = [];

    public async Task InitializeAsync()
    {
        if (Chromium.Reason is not null)
            return;
        await using var app = await RunningApp.StartAsync(partitions: 32, sessions: 4);
        await BankAsync(app);
        await DemoAsync(app);
        await DeskAsync(app);
        await RunAsync(app.Address);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The checks of a group; there must be some, or the tour did not get there.</summary>
    public IReadOnlyList<TourCheck> Of(string group)
    {
        var found = checks.Where(check => check.Group == group).ToList();
        Assert.NotEmpty(found);
        return found;
    }

    private static async Task BankAsync(RunningApp app)
    {
        using var tenant = await CreateAsync(app, "bank", [BankCalls.Source], BankCalls.Zone, """
            "goals": [{ "kpi": "asa", "target": 45, "warn": 90 }, { "kpi": "service_level", "target": 0.8, "warn": 0.6 }]
            """);
        await tenant.ReplayAsync(BankCalls.Started("1998", "1999-01-04T22:00:00"));
        Assert.Equal(0, await tenant.DrainAsync());
    }

    private static async Task DemoAsync(RunningApp app)
    {
        string settings = await File.ReadAllTextAsync(Path.Combine(Repository, "samples", "demo.settings.json"));
        var calendar = SettingsParser.Parse(JsonSerializer.Deserialize<JsonElement>(settings), out _)!.Calendar;
        using var tenant = await CreateAsync(app, "demo", ["/demo/pbx", "/demo/digital", "/demo/surveys"], "America/Bogota", """
            "currency": "COP", "goals": [{ "kpi": "aht", "target": 320, "warn": 360 }, { "kpi": "fcr", "target": 0.95, "warn": 0.9 }]
            """);
        var events = new[] { DemoDate.AddDays(-7), DemoDate }
            .SelectMany(date => DemoDay.Of(date, calendar.StartOfDay(date), calendar.EndOfDay(date), parts: 6).Events);
        await tenant.ReplayAsync(events.Select(item => item.ToLine().TrimEnd()));
        Assert.Equal(0, await tenant.DrainAsync());
    }

    /// <summary>A customer who calls for the third time today: an alert.</summary>
    private static async Task DeskAsync(RunningApp app)
    {
        using var tenant = await CreateAsync(app, "desk", [Calls.Source], "UTC", """
            "rules": [{ "name": "again", "when": "repeated-contact", "action": "Call back", "owner": "Care" }]
            """);
        await tenant.ReplayAsync(Enumerable.Range(0, 3).Select(i => Calls.Event(
            "contact.started", $"call-{i}", TimeProvider.System.GetUtcNow().AddMinutes(i - 30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "\"channel\":\"voice\",\"customer\":\"ana\",\"reason\":\"bill\"")));
        Assert.Equal(0, await tenant.DrainAsync());
    }

    private static async Task<Tenant> CreateAsync(RunningApp app, string name, string[] sources, string zone, string more)
    {
        var tenant = new Tenant(app, name);
        string all = string.Join(", ", sources.Select(source => $$"""{{JsonSerializer.Serialize(source)}}: { "secrets": ["{{Signed.Secret}}"] }"""));
        var answer = await tenant.PutSettingsAsync($$"""
            { "tenant": "{{name}}", "readers": ["{{Reader}}"], "sources": { {{all}} },
              "versions": [ { "validFrom": "1990-01-01", "timeZone": "{{zone}}", {{more}} } ] }
            """);
        Assert.True(answer.Status == 200, answer.Text);
        return tenant;
    }

    private async Task RunAsync(Uri address)
    {
        string asked = JsonSerializer.Serialize(new
        {
            url = address,
            adminKey = RunningApp.AdminKey,
            alerting = new { name = "desk", key = Reader },
            panels = new[] { "health", "action", "weekly", "portfolio" },
            tenants = new[] { new { name = "bank", key = Reader, date = "1999-01-03" }, new { name = "demo", key = Reader, date = $"{DemoDate:yyyy-MM-dd}" } },
        });
        var command = new ProcessStartInfo("node", [Path.Combine(Repository, "tests", "Pulso.Acceptance", "Dashboard", "browser", "tour.mjs"), asked])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(command)!;
        var said = node.StandardOutput.ReadToEndAsync();
        var failed = node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(node.ExitCode == 0, $"{await said}\n{await failed}");
        foreach (string line in (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            checks.Add(JsonSerializer.Deserialize<TourCheck>(line, JsonSerializerOptions.Web)!);
    }

    private static string Repository { get; } =
        typeof(BrowserTour).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Repository").Value!;
}
