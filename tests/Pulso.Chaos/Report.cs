using System.Globalization;
using System.Runtime.InteropServices;
using Pulso.Chaos.Faults;

namespace Pulso.Chaos;

/// <summary>What a run came to, as <c>docs/reliability.md</c> tells it.</summary>
/// <param name="app">The other build of the app that was run, if one was given.</param>
internal sealed class Report(FileInfo? app, int seed, int rounds, int events, int lanes, TimeSpan took, IReadOnlyList<Outcome> outcomes)
{
    private const string Begin = "<!-- written by tests/Pulso.Chaos -->";
    private const string End = "<!-- end -->";

    public IReadOnlyList<Outcome> Failed => [.. outcomes.Where(outcome => outcome.Error is not null)];

    public IEnumerable<Fault> Missing => Enum.GetValues<Fault>().Where(fault => outcomes.All(outcome => outcome.Struck[fault] == 0));

    /// <summary>Puts itself into a page, in the place of the last one.</summary>
    public void WriteTo(string page, DateTimeOffset now)
    {
        string text = File.ReadAllText(page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < Begin.Length || end < begin)
            throw new InvalidOperationException($"{page} has no place for the report: {Begin} … {End}");
        File.WriteAllText(page, $"{text[..begin]}\n{Page(now)}\n{text[end..]}");
    }

    public override string ToString() => string.Join('\n', [Summary, "", .. Table, .. Failed.Select(outcome => $"\n{outcome}")]);

    private string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{outcomes.Count - Failed.Count} of {rounds} rounds passed in {took.TotalMinutes:0.0} minutes, {lanes} at once: {outcomes.Sum(outcome => outcome.Events):N0} events, {Spread()}.");

    private string Page(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        On {now:yyyy-MM-dd}, on {Environment.ProcessorCount} cores of {Processor()} ({RuntimeInformation.OSDescription.Split('#')[0].Trim()}, Azurite as the storage, a queue in a file):

        ```
        dotnet run -c Release --project tests/Pulso.Chaos -- --seed {seed} --rounds {rounds} --events {events} --lanes {lanes}{(app is null ? "" : $" --app {Path.GetRelativePath(Environment.CurrentDirectory, app.FullName)}")}
        ```

        {Summary}

        {string.Join('\n', Table)}
        """);

    private IEnumerable<string> Table =>
    [
        "| fault | struck | rounds | outcome | seed |", "| --- | ---: | ---: | --- | ---: |",
        .. Enum.GetValues<Fault>().Select(fault => Row(fault, [.. outcomes.Where(outcome => outcome.Struck[fault] > 0)])),
    ];

    /// <remarks>The seed is the first of a round that failed, else of one in which the fault struck.</remarks>
    private static string Row(Fault fault, List<Outcome> struck)
    {
        var failed = struck.Where(outcome => outcome.Error is not null).ToList();
        int? seed = (failed.Count > 0 ? failed : struck) is [var first, ..] ? first.Seed : null;
        string outcome = struck.Count == 0 ? "never struck" : failed.Count == 0 ? "held" : $"{failed.Count} rounds failed";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Struck.Words(fault)} | {struck.Sum(round => (long)round.Struck[fault]):N0} | {struck.Count} | {outcome} | {seed} |");
    }

    private string Spread()
    {
        var seconds = outcomes.Select(outcome => outcome.Took.TotalSeconds).Order().ToList();
        return seconds.Count == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{seconds[0]:0} to {seconds[^1]:0} s a round, {seconds[seconds.Count / 2]:0} s in the median");
    }

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown make"
        : "unknown make";
}
