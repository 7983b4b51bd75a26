using System.CommandLine;
using System.Globalization;
using System.Net;
using Pulso.Cli.Replays;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;
using Spectre.Console;

namespace Pulso.Cli.Verification;

/// <summary><c>verify</c>: has the figures recounted from the archive; exit code 1 on any difference.</summary>
internal static class Verify
{
    private const int Attempts = 5;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(3);

    public static Command Verb() => new TenantVerb("verify", "Recount the figures from the archive and compare; exit code 1 on any difference").Does(async (client, tenant, _, cancel) =>
    {
        await new Settling(client, tenant, TimeProvider.System).WaitAsync(cancel); // what is on its way is in neither count
        var outcome = await Meter.WaitAsync("recounting from the archive", () => AskAsync(client, tenant, cancel));
        bool covers = Covers(outcome.Since, outcome.Compared, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        Show(outcome, covers);
        return outcome.Different == 0 && covers ? 0 : 1;
    });

    /// <summary>The outcome; while events come in the figures move, and it is asked for again.</summary>
    private static async Task<Outcome> AskAsync(PulsoClient client, string tenant, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return PulsoClient.Read<Outcome>(await client.PostAsync($"{tenant}/verify", cancel));
            }
            catch (Failure failure) when (failure.Status == HttpStatusCode.Conflict && attempt < Attempts)
            {
                await Task.Delay(BetweenAttempts, cancel);
            }
        }
    }

    /// <summary>False where the archive begins so late that no day by now is covered: nothing was compared then, and nothing is known.</summary>
    internal static bool Covers(string? since, long compared, DateOnly today) =>
        compared > 0 || since is null || DateOnly.ParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture) <= today;

    private static void Show(Outcome outcome, bool covers)
    {
        Screen.Pairs(
            ("days covered", outcome.Since is { } first ? $"since {first}: before it the archive is not whole any more" : "all"),
            ("archived events", Screen.Number(outcome.Events)),
            ("cells", Screen.Number(outcome.Cells)),
            ("counters compared", Screen.Number(outcome.Compared)),
            ("differences", Screen.Number(outcome.Different)));
        if (!covers)
        {
            Screen.Warn("nothing was compared: the archive is kept for fewer days (retention.archiveDays) than figures may change (mutableDays)");
            return;
        }
        if (outcome.Different == 0)
        {
            Screen.Done("every figure equals its recount");
            return;
        }
        Screen.Show(Differences(outcome.Differences));
        if (outcome.Different > outcome.Differences.Count)
            Screen.Line($"and {Screen.Number(outcome.Different - outcome.Differences.Count)} more");
    }

    internal static Table Differences(IReadOnlyList<Difference> differences)
    {
        var table = Screen.NewTable().AddColumns("interval", "channel", "direction", "queue", "reason", "priority", "split by", "counter");
        table.AddColumn(new TableColumn("figure").RightAligned()).AddColumn(new TableColumn("recount").RightAligned());
        foreach (var item in differences)
        {
            string[] row =
            [
                item.Interval, item.Channel, item.Direction, item.Queue, item.Reason, item.Priority, item.Facet,
                item.Counter, Screen.Number(item.Figure), Screen.Number(item.Recount),
            ];
            table.AddRow(row.Select(text => new Text(text)));
        }
        return table;
    }

    private sealed record Outcome(long Events, long Cells, long Compared, long Different, IReadOnlyList<Difference> Differences, string? Since);

    internal sealed record Difference(
        string Interval, string Channel, string Direction, string Queue, string Reason, string Priority, string Facet, string Counter, long Figure, long Recount);
}
