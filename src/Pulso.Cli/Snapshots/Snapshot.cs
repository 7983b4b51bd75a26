using System.CommandLine;
using System.Globalization;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;

namespace Pulso.Cli.Snapshots;

/// <summary><c>snapshot</c>: publishes business days now, one after the other.</summary>
internal static class Snapshot
{
    public static Command Verb()
    {
        var tenant = TenantOption.Required();
        var days = new DayRange();
        var endpoint = new Endpoint();
        var verb = new Command("snapshot", "Publish business days now: figures, BI files and manifest") { tenant };
        days.AddTo(verb);
        endpoint.AddTo(verb);
        verb.SetAction(async (arguments, cancel) =>
        {
            using var client = endpoint.Connect(arguments);
            var (from, to) = days.Read(arguments);
            int count = to.DayNumber - from.DayNumber + 1;
            string of = arguments.GetRequiredValue(tenant);
            int files = await Meter.RunAsync("publishing days", count, meter => RunAsync(client, of, from, to, meter, cancel));
            Screen.Done($"{count} day{(count == 1 ? "" : "s")} published, {files} files");
            return 0;
        });
        return verb;
    }

    /// <returns>How many files the days have.</returns>
    public static async Task<int> RunAsync(PulsoClient client, string tenant, DateOnly from, DateOnly to, Meter? meter, CancellationToken cancel)
    {
        int files = 0;
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            string date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            files += PulsoClient.Read<Published>(await client.PostAsync($"{tenant}/snapshots/{date}", cancel)).Files.Count;
            meter?.Add(1);
        }
        return files;
    }

    private sealed record Published(IReadOnlyList<PublishedFile> Files);

    private sealed record PublishedFile(string Path);
}
