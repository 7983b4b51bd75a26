using System.CommandLine;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;
using Spectre.Console;

namespace Pulso.Cli.Generations;

/// <summary><c>rebuild</c>: has all figures computed anew from the archive, waits, and tells what changed; exit code 1 if it did not switch over.</summary>
internal static class Rebuild
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    public static Command Verb()
    {
        var settings = new Option<FileInfo>("--settings") { Description = "Settings document whose versions the past is computed under (else those in force)", HelpName = "file" };
        settings.AcceptExistingOnly();
        var partitions = new Option<int?>("--partitions") { Description = "How many partitions the new figures are spread over", HelpName = "n" };
        var accept = new Option<bool>("--accept") { Description = "Switch over to figures that differ under the same definitions" };
        var drop = new Option<int?>("--drop") { Description = "Forget a generation that does not serve", HelpName = "generation" };
        var verb = new TenantVerb("rebuild", "Compute all figures anew from the archive beside those that serve, and switch over", settings, partitions, accept, drop);
        return verb.Does(async (client, tenant, arguments, cancel) =>
        {
            if (arguments.GetValue(drop) is { } number)
            {
                await Meter.WaitAsync($"dropping generation {number}", () => client.DeleteAsync($"{tenant}/generations/{number}", cancel));
                Screen.Done($"generation {number} is dropped");
                return 0;
            }
            byte[] document = arguments.GetValue(settings) is { } file ? await File.ReadAllBytesAsync(file.FullName, cancel) : [];
            string query = arguments.GetValue(accept) ? "?accept=true" : arguments.GetValue(partitions) is { } count ? $"?partitions={count}" : "";
            var begun = PulsoClient.Read<Shown>(await client.PostAsync($"{tenant}/rebuild{query}", document, cancel));
            int generation = begun.Generations.Max(item => item.Number);
            return await FollowAsync(client, tenant, generation, cancel);
        });
    }

    /// <summary>Waits for a rebuild that is under way, and tells how it went.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> FollowAsync(PulsoClient client, string tenant, int generation, CancellationToken cancel) =>
        Show(generation, await Meter.WaitAsync($"rebuilding as generation {generation}", () => WaitAsync(client, tenant, generation, cancel)));

    private static async Task<State> WaitAsync(PulsoClient client, string tenant, int generation, CancellationToken cancel)
    {
        while (true)
        {
            var shown = PulsoClient.Read<Shown>(await client.GetAsync($"{tenant}/generations", cancel));
            if (shown.Generations.FirstOrDefault(item => item.Number == generation)?.Rebuild is not { } state)
                throw new Failure($"generation {generation} was dropped meanwhile");
            if (state.EndedAt is not null)
                return state;
            await Task.Delay(BetweenLooks, cancel);
        }
    }

    private static int Show(int generation, State state)
    {
        var report = state.Report;
        Screen.Pairs(
            ("archived events", $"{state.Events:N0}" + (state.Carried > 0 ? $", and {state.Carried:N0} kept by timelines" : "")),
            ("days compared", $"{report.Days:N0}" + (report.Moving > 0 ? $", {report.Moving:N0} of them too busy to say" : "")),
            ("counters that differ", $"{report.Different:N0}"),
            ("seconds", $"{(state.EndedAt!.Value - state.StartedAt).TotalSeconds:N0}"));
        if (report.ByCounter.Count > 0)
        {
            var table = Screen.NewTable().AddColumn("counter").AddColumn(new TableColumn("new less old").RightAligned());
            foreach (var (counter, by) in report.ByCounter.Where(item => !item.Key.StartsWith("bucket", StringComparison.Ordinal)))
                table.AddRow(new Text(counter), new Text($"{by:+#,0;-#,0;0}"));
            Screen.Show(table);
        }
        if (state.Phase == "Done")
        {
            Screen.Done($"generation {generation} serves; its files follow with the next run of close-days");
            return 0;
        }
        Screen.Warn(state.Phase == "Differing"
            ? "the same definitions gave other figures: the old ones go on serving until rebuild --accept, or rebuild --drop"
            : $"the rebuild failed: {state.Failure}");
        return 1;
    }

    private sealed record Shown(int Serving, IReadOnlyList<Generation> Generations);

    private sealed record Generation(int Number, string State, State? Rebuild);

    private sealed record State(string Phase, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long Events, long Carried, Report Report, string? Failure);

    private sealed record Report(int Days, int Moving, long Different, SortedDictionary<string, long> ByCounter);
}
