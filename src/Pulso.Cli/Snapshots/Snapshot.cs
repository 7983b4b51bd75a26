using System.CommandLine;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;

namespace Pulso.Cli.Snapshots;

/// <summary><c>snapshot</c>: publishes business days now, one after the other.</summary>
internal static class Snapshot
{
    public static Command Verb()
    {
        var days = new DayRange();
        var verb = new TenantVerb("snapshot", "Publish business days now: figures, BI files and manifest");
        days.AddTo(verb.Command);
        return verb.Does(async (client, tenant, arguments, cancel) =>
        {
            var (from, to) = days.Read(arguments);
            int count = to.DayNumber - from.DayNumber + 1;
            int files = await Meter.RunAsync("publishing days", count, meter => RunAsync(client, tenant, from, to, meter, cancel));
            Screen.Done($"{count} day{(count == 1 ? "" : "s")} published, {files} files");
            return 0;
        });
    }

    /// <returns>How many files the days have.</returns>
    public static async Task<int> RunAsync(PulsoClient client, string tenant, DateOnly from, DateOnly to, Meter? meter, CancellationToken cancel)
    {
        int files = 0;
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            files += PulsoClient.Read<Published>(await client.PostAsync($"{tenant}/snapshots/{day:yyyy-MM-dd}", cancel)).Files.Count;
            meter?.Add(1);
        }
        return files;
    }

    private sealed record Published(IReadOnlyList<PublishedFile> Files);

    private sealed record PublishedFile(string Path);
}
