using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Pulso.Cli.Replays;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;

namespace Pulso.Cli.Backups;

/// <summary><c>restore</c>: puts a backup's blobs back, has every tenant's archive applied again, and waits until all of it is in the figures.</summary>
internal static class Restore
{
    public static Command Verb()
    {
        var storage = Backup.Storage();
        var folder = new Option<DirectoryInfo>("--from") { Description = "What backup has written", Required = true, HelpName = "directory" }.AcceptExistingOnly();
        var endpoint = new Endpoint();
        var verb = new Command("restore", "Put a backup back, and make the tables anew from its archive") { storage, folder };
        endpoint.AddTo(verb);
        verb.SetAction(async (arguments, cancel) =>
        {
            using var client = endpoint.Connect(arguments);
            var mirror = new Mirror(Backup.Connect(arguments.GetRequiredValue(storage)), arguments.GetRequiredValue(folder).FullName);
            var watch = Stopwatch.StartNew();
            int blobs = await Meter.WaitAsync("putting blobs back", () => mirror.GiveBackAsync(cancel));
            Screen.Line(Text($"{blobs} blobs are back after {watch.Elapsed.TotalSeconds:0.0} s"));
            foreach (string tenant in mirror.Tenants())
            {
                long events = await Meter.WaitAsync($"applying the archive of {tenant}", () => ReapplyAsync(client, tenant, cancel));
                await new Settling(client, tenant, TimeProvider.System).WaitAsync(cancel);
                Screen.Done(Text($"{tenant}: {events} archived events are in the figures after {watch.Elapsed.TotalSeconds:0.0} s; verify --tenant {tenant} recounts them"));
            }
            return 0;
        });
        return verb;
    }

    /// <summary>Has the whole archive sent in again, as many calls as it takes.</summary>
    private static async Task<long> ReapplyAsync(PulsoClient client, string tenant, CancellationToken cancel)
    {
        long events = 0;
        string? after = null;
        do
        {
            string query = after is null ? "" : $"?after={Uri.EscapeDataString(after)}";
            var answer = PulsoClient.Read<Answer>(await client.PostAsync($"{tenant}/reapply{query}", cancel));
            (events, after) = (events + answer.Events, answer.After);
        }
        while (after is not null);
        return events;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Answer(int Events, string? After);
}
