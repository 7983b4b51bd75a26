using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Pulso.Acceptance.Running;
using Xunit.Abstractions;

namespace Pulso.Acceptance.Cli;

/// <summary>What runs a deployment, as processes against the running app: dead letters, tenants that come and go, an erasure, a backup and its restore.</summary>
public sealed partial class OperationVerbTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pulso-verbs-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_deployment_is_run_from_the_command_line()
    {
        // It dies with a message on the queue, which somebody finds on the dead-letter side.
        await using var app = await RunningApp.StartAsync(partitions: 8, sessions: 2, killAt: "before:commit:1");
        using var acme = await Tenant.CreateAsync(app, "acme", Calls.Source);
        Assert.Equal(202, (await acme.SendAsync(Signed.Batch(Calls.Solved("one")))).Status);
        Assert.Equal(RunningApp.Killed, await app.ExitAsync());
        Bury(app.QueueFile);
        await app.StartAgainAsync();

        string listed = await SaysAsync(app, 0, ["dead-letters", "list", "--tenant", "acme"], "out-of-luck", "live-");
        string id = LetterId().Match(listed).Value;
        await SaysAsync(app, 0, ["dead-letters", "show", id, "--tenant", "acme"], "out-of-luck", "contact.started", "queue=sales");
        await SaysAsync(app, 1, ["dead-letters", "show", "live-9999", "--tenant", "acme"], "no dead letter live-9999");
        await SaysAsync(app, 1, ["dead-letters", "resubmit", "--tenant", "acme"], "--all");
        await SaysAsync(app, 0, ["dead-letters", "resubmit", "--all", "--tenant", "acme"], "sent in again");
        await acme.DrainAsync();
        await SaysAsync(app, 0, ["dead-letters", "list", "--tenant", "acme"], "nothing lies on the dead-letter side");
        await SaysAsync(app, 0, ["verify", "--tenant", "acme"], "every figure equals its recount");

        string added = await SaysAsync(app, 0, ["tenant", "add", "--tenant", "newcomer", "--zone", "Europe/Madrid", "--source", Calls.Source], "newcomer", "reader-", "admin-");
        await SaysAsync(app, 1, ["tenant", "add", "--tenant", "newcomer"], "There is a tenant newcomer already");
        string file = Path.Combine(folder.FullName, "calls.ndjson");
        File.WriteAllLines(file, [.. Calls.Solved("two"), .. Calls.Solved("three", hour: "10")]);
        await SaysAsync(app, 0, ["replay", file, "--tenant", "newcomer", "--secret", Secret().Match(added).Value], "accepted 12, applied 12");
        await SaysAsync(app, 0, ["tenant", "usage", "--tenant", "newcomer"], "events 12", "contacts");
        await SaysAsync(app, 1, ["tenant", "remove", "--tenant", "newcomer"], "--yes");

        await SaysAsync(app, 0, ["erase", "--tenant", "newcomer", "--customer", "ana"], "generation 2 serves");
        await SaysAsync(app, 0, ["verify", "--tenant", "newcomer"], "every figure equals its recount");

        string backup = Path.Combine(folder.FullName, "backup");
        await SaysAsync(app, 0, ["backup", "--storage", app.Storage, "--out", backup], "blobs copied, 0 were there");
        await SaysAsync(app, 0, ["backup", "--storage", app.Storage, "--out", backup], "0 blobs copied");
        await using (var other = await RunningApp.StartAsync(partitions: 8, sessions: 2))
        {
            await SaysAsync(other, 0, ["restore", "--storage", other.Storage, "--from", backup], "acme: 6 archived events", "newcomer: 12 archived events");
            await SaysAsync(other, 0, ["kpis", "--tenant", "newcomer", "--from", "2026-03-02", "--to", "2026-03-02", "--kpi", "volume", "--format", "csv"], "volume,2");
            await SaysAsync(other, 0, ["verify", "--tenant", "newcomer"], "every figure equals its recount");
        }

        await SaysAsync(app, 0, ["tenant", "remove", "--tenant", "newcomer", "--yes"], "newcomer is gone");
        await SaysAsync(app, 1, ["tenant", "usage", "--tenant", "newcomer"], "newcomer");
        await SaysAsync(app, 0, ["verify", "--tenant", "acme"], "every figure equals its recount");
    }

    /// <returns>What the verb said, spaces and frames of tables aside.</returns>
    private async Task<string> SaysAsync(RunningApp app, int code, string[] arguments, params string[] parts)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Pulso.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PULSO_URL"] = app.Address.ToString();
        start.Environment["PULSO_KEY"] = RunningApp.AdminKey;
        using var process = Process.Start(start)!;
        var (written, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        string all = await written + await errors;
        output.WriteLine($"$ pulso {string.Join(' ', arguments)}\n{all}exit code {process.ExitCode}\n");
        Assert.True(process.ExitCode == code, all);
        string said = string.Join(' ', all.Split([' ', '\n', '\r', '│', '|'], StringSplitOptions.RemoveEmptyEntries));
        foreach (string part in parts)
            Assert.Contains(part, said, StringComparison.Ordinal);
        return said;
    }

    /// <summary>Puts all that lies on a queue on its dead-letter side.</summary>
    private static void Bury(string queue)
    {
        using var file = new SqliteConnection($"Data Source={queue};Default Timeout=30");
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = "UPDATE messages SET dead = 1, failed = failed + 1, reason = 'out-of-luck'";
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    [GeneratedRegex("live-[0-9]+")]
    private static partial Regex LetterId();

    [GeneratedRegex("whsec_[A-Za-z0-9+/=]+")]
    private static partial Regex Secret();
}
