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
        var tenant = TenantOption.Required();
        var days = new DayRange();
        var grain = new Option<string>("--grain") { Description = "Length of the periods [default: total]", HelpName = "grain" }
            .Words("interval", "hour", "day", "week", "month", "total");
        var by = new Option<string>("--by") { Description = "Keys to split by, such as channel,queue", HelpName = "keys" };
        var filters = Names.ToDictionary(name => name, name => new Option<string>($"--{name}")
        {
            Description = "Only these, separated by commas",
            HelpName = "list",
        });
        var format = new Option<string>("--format") { Description = "How to print them", DefaultValueFactory = _ => "table", HelpName = "format" }
            .Words("table", "json", "csv");
        var compare = new Option<string>("--compare") { Description = "Hold the arms of an experiment against one of them: variant", HelpName = "what" }
            .Words(KpiQuery.Variant);
        var baseline = new Option<string>("--baseline") { Description = "That arm [default: control, else the first by name]", HelpName = "arm" };
        var endpoint = new Endpoint();
        var verb = new Command("kpis", "Show figures of any range, grain and split") { tenant };
        days.AddTo(verb);
        foreach (Option option in new Option[] { grain, by, compare, baseline }.Concat(filters.Values).Append(format))
            verb.Options.Add(option);
        endpoint.AddTo(verb);
        verb.SetAction(async (arguments, cancel) =>
        {
            using var client = endpoint.Connect(arguments);
            var (from, to) = days.Read(arguments);
            var query = new FigureQuery(from, to)
            {
                Grain = arguments.GetValue(grain),
                By = arguments.GetValue(by),
                Compare = arguments.GetValue(compare),
                Baseline = arguments.GetValue(baseline),
                Filters = filters.ToDictionary(filter => filter.Key, filter => arguments.GetValue(filter.Value)),
            };
            byte[] answer = await query.AskAsync(client, arguments.GetRequiredValue(tenant), cancel);
            Print(answer, query, arguments.GetRequiredValue(format));
            return 0;
        });
        return verb;
    }

    private static void Print(byte[] answer, FigureQuery query, string format)
    {
        if (format == "json")
            Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(answer));
        else if (format == "csv")
            Console.Out.Write(CsvText.Of(answer));
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
