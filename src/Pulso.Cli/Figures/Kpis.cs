using System.CommandLine;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;
using Pulso.Kpis;

namespace Pulso.Cli.Figures;

/// <summary><c>kpis</c>: asks for figures and prints them.</summary>
internal static class Kpis
{
    private static readonly string[] Names = ["kpi", .. KpiQuery.Keys.Keys];

    public static Command Verb()
    {
        var days = new DayRange();
        var grain = new Option<string>("--grain") { Description = "Length of the periods [default: total]", HelpName = "grain" }
            .Words("interval", "hour", "day", "week", "month", "total");
        var by = new Option<string>("--by") { Description = "Keys to split by, such as channel,queue", HelpName = "keys" };
        var filters = Names.ToDictionary(name => name, name => new Option<string>($"--{name}")
        {
            Description = "Only these, separated by commas",
            HelpName = "list",
        });
        var compare = new Option<string>("--compare")
        {
            Description = "variant: the arms of an experiment; a settings FILE, a generation's number or, with --kpi, another KPI: what differs under it",
            HelpName = "what",
        };
        var format = new Option<string>("--format") { Description = "How to print them", DefaultValueFactory = _ => "table", HelpName = "format" }
            .Words("table", "json", "csv");
        var baseline = new Option<string>("--baseline") { Description = "That arm [default: control, else the first by name]", HelpName = "arm" };
        var verb = new TenantVerb("kpis", "Show figures of any range, grain and split");
        days.AddTo(verb.Command);
        foreach (Option option in new Option[] { grain, by, compare, baseline }.Concat(filters.Values).Append(format))
            verb.Command.Options.Add(option);
        return verb.Does(async (client, tenant, arguments, cancel) =>
        {
            var (from, to) = days.Read(arguments);
            string? with = arguments.GetValue(compare);
            bool isFile = File.Exists(with);
            var query = new FigureQuery(from, to)
            {
                Compare = isFile ? null : with,
                Settings = isFile ? await File.ReadAllBytesAsync(with!, cancel) : null,
                Grain = arguments.GetValue(grain),
                By = arguments.GetValue(by),
                Baseline = arguments.GetValue(baseline),
                Filters = filters.ToDictionary(filter => filter.Key, filter => arguments.GetValue(filter.Value)),
            };
            byte[] answer = await query.AskAsync(client, tenant, cancel);
            Print(answer, query, arguments.GetRequiredValue(format));
            return 0;
        });
    }

    private static void Print(byte[] answer, FigureQuery query, string format)
    {
        if (format == "json")
            Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(answer));
        else if (format == "csv")
            Console.Out.Write(CsvText.Of(answer));
        else if (query.Settings is not null || query.Compare is not (null or KpiQuery.Variant))
            DefinitionTable.Show(answer, query.Keys);
        else if (FigureRow.Read(answer, query.Keys) is var rows && rows.Any(row => row.Value is not null))
            FigureTable.Show(rows);
        else
            Screen.Line("There is no data in that range.");
    }

    private static Option<string> Words(this Option<string> option, params string[] words)
    {
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
