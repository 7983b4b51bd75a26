using System.CommandLine;
using System.Text.Json;
using Pulso.Cli.Figures;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;
using Pulso.Reconciliations;
using Spectre.Console;

namespace Pulso.Cli.Reconciliations;

/// <summary><c>reconcile</c>: holds a vendor's own report against the contacts here; exit code 1 where a difference stays unexplained.</summary>
internal static class Reconcile
{
    private const int Shown = 50;

    public static Command Verb()
    {
        var file = new Argument<FileInfo>("file") { Description = "The vendor's report (CSV: contact, started, outcome, wait_s, handle_s)" }.AcceptExistingOnly();
        var format = new Option<string>("--format") { Description = "How to print the differences", DefaultValueFactory = _ => "table", HelpName = "format" };
        format.AcceptOnlyFromAmong("table", "json", "csv");
        var days = new DayRange(required: false);
        var verb = new TenantVerb("reconcile", "Compare a vendor's own report with ours, contact by contact, and explain each difference", file);
        days.AddTo(verb.Command);
        verb.Command.Options.Add(format);
        return verb.Does(async (client, tenant, arguments, cancel) =>
        {
            var reported = ReportFile.Read(await File.ReadAllTextAsync(arguments.GetRequiredValue(file).FullName, cancel));
            var (from, to) = Span(reported, days.Read(arguments));
            var known = await KnownContacts.ReadAsync(client, tenant, from, to, cancel);
            var findings = Reconciliation.Of(reported, known);
            Print(findings, reported.Count, known.Count, arguments.GetRequiredValue(format));
            return findings.All(finding => finding.IsExplained) ? 0 : 1;
        });
    }

    /// <summary>The days to look at: those that are asked for, else those of the report and one around them, for its clock may be another zone's.</summary>
    private static (DateOnly From, DateOnly To) Span(IReadOnlyList<ReportedContact> reported, (DateOnly From, DateOnly To) asked)
    {
        if (asked.From != default)
            return (asked.From, asked.To == default ? asked.From : asked.To);
        var starts = reported.Select(row => row.StartedMs).OfType<long>().ToList();
        if (starts.Count == 0)
            throw new Failure("the report has no column started: say --from and --to");
        DateOnly Day(long ms) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime);
        return (Day(starts.Min()).AddDays(-1), Day(starts.Max()).AddDays(1));
    }

    private static void Print(IReadOnlyList<Finding> findings, int reported, int known, string format)
    {
        var rows = findings.Select(finding => new
        {
            contact = finding.Contact,
            kind = Name(finding.Kind),
            reported = finding.Reported,
            known = finding.Known,
            explanation = finding.Explanation,
            explained = finding.IsExplained,
        }).ToList();
        if (format != "table")
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(rows, JsonSerializerOptions.Web);
            Console.Out.Write(format == "csv" ? CsvText.Of(json) : System.Text.Encoding.UTF8.GetString(json) + Environment.NewLine);
            return;
        }
        Screen.Pairs([
            ("contacts in the report", $"{reported:N0}"), ("contacts here", $"{known:N0}"),
            .. findings.CountBy(finding => (finding.Kind, finding.IsExplained)).OrderBy(count => count.Key)
                .Select(count => ($"{Name(count.Key.Kind)}{(count.Key.IsExplained ? ", explained" : "")}", $"{count.Value:N0}")),
        ]);
        if (findings.Count == 0)
        {
            Screen.Done("the report says what the events say");
            return;
        }
        var table = Screen.NewTable().AddColumns("contact", "what", "report", "here", "why");
        foreach (var finding in findings.OrderBy(finding => finding.IsExplained).Take(Shown))
            table.AddRow(new[] { finding.Contact, Name(finding.Kind), finding.Reported ?? "", finding.Known ?? "", finding.Explanation }.Select(text => new Text(text)));
        Screen.Show(table);
        if (findings.Count > Shown)
            Screen.Line($"and {findings.Count - Shown:N0} more: --format csv");
    }

    private static string Name(FindingKind kind) => kind switch
    {
        FindingKind.MissingHere => "missing here",
        FindingKind.MissingThere => "missing there",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
