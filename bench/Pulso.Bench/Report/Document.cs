using System.Globalization;
using System.Text;

namespace Pulso.Bench.Report;

/// <summary>The results as a Markdown page.</summary>
internal static class Document
{
    public static string Of(
        Measured measured, Machine machine, Parameters parameters, string stream, int events, DateTimeOffset date, TimeSpan took)
    {
        var text = new StringBuilder();
        text.AppendLine("# What Pulso does on one machine").AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture, $"Measured on {date:yyyy-MM-dd HH:mm} UTC in {took.TotalMinutes:0.0} minutes, with one command:");
        text.AppendLine();
        text.AppendLine("```").AppendLine("dotnet run -c Release --project bench/Pulso.Bench").AppendLine("```").AppendLine();
        text.AppendLine("Against Azurite, the storage emulator, and a queue in a file; Azure itself was not measured. "
            + "Storage, app and bench share the cores. Medians, with the least and the most of the rounds.").AppendLine();
        AppendTable(text, measured);
        text.AppendLine("## Aims").AppendLine();
        text.AppendLine(Table.Of(["aim", "measured", ""], Aims.Rows(measured)));
        AppendMachine(text, machine);
        AppendParameters(text, parameters, stream, events);
        text.AppendLine("## What each line means").AppendLine();
        foreach (var figure in Lines.All.Where(figure => figure.Meaning.Length > 0))
            text.AppendLine($"- **{figure.Group}: {figure.Name}**: {figure.Meaning}");
        AppendRemarks(text, measured);
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, Measured measured)
    {
        foreach (var group in Lines.All.GroupBy(figure => figure.Group))
        {
            text.AppendLine($"## {group.Key}").AppendLine();
            var rows = group.Select(figure => Row(figure, measured.Of(figure)));
            text.AppendLine(Table.Of(["measure", "median", "min – max", "unit", "rounds"], rows));
        }
    }

    private static string[] Row(Figure figure, Spread? spread) => spread is { } known
        ? [figure.Name, Table.Number(known.Median), $"{Table.Number(known.Low)} – {Table.Number(known.High)}", figure.Unit, $"{known.Rounds}"]
        : [figure.Name, "not measured", "", figure.Unit, "0"];

    private static void AppendMachine(StringBuilder text, Machine machine)
    {
        text.AppendLine("## Machine").AppendLine();
        text.AppendLine(Table.Of(["what", "which"],
        [
            ["processor", $"{machine.Processor}, {machine.Cores} cores"],
            ["memory", string.Create(CultureInfo.InvariantCulture, $"{machine.MemoryGiB:0.#} GiB")],
            ["system", machine.System],
            [".NET", $"{machine.Runtime}, {Repository.Configuration} build"],
            ["storage", $"Azurite {machine.Azurite} on Node {machine.Node}, rows on disk"],
            ["load before", machine.LoadBefore],
            ["commit", Repository.Commit],
        ]));
    }

    private static void AppendParameters(StringBuilder text, Parameters parameters, string stream, int events)
    {
        text.AppendLine("## Parameters").AppendLine();
        text.AppendLine(Table.Of(["parameter", "value"],
        [
            ["events", $"{stream}: {events:#,0}"],
            ["requests", $"{Parameters.EventsPerRequest} signed events each, {Parameters.RequestsInFlight} at once"],
            ["first events", $"{Math.Min(parameters.First, events):#,0}"],
            ["backlog", $"{Math.Min(parameters.Backlog, events):#,0}"],
            ["live", $"{parameters.Live:#,0} events each round, {Parameters.LivePerSecond} requests a second"],
            ["naive and product", $"the first {Math.Min(parameters.NaiveEvents, events):#,0} events"],
            ["partitions, sessions", $"{Running.AppSettings.Deployment.Partitions}, {Running.AppSettings.Deployment.Sessions}"],
            ["rounds", $"{parameters.Rounds}, all measures by turns, each on an empty storage"],
        ]));
        text.AppendLine("To repeat it: `npm install`, then the command above on a machine that does nothing else. `--events FILE` takes other "
            + "canonical events; without the file they are made by a seed.").AppendLine();
    }

    private static void AppendRemarks(StringBuilder text, Measured measured)
    {
        if (measured.Remarks.Count == 0)
            return;
        text.AppendLine().AppendLine("## Remarks").AppendLine();
        foreach (string remark in measured.Remarks)
            text.AppendLine($"- {remark}");
    }
}
