using System.CommandLine;
using System.Net;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;
using Spectre.Console;

namespace Pulso.Cli.DeadLetters;

/// <summary><c>dead-letters list|show|resubmit</c>: what could not be applied, why, and the way back.</summary>
internal static class DeadLetterVerbs
{
    public static Command Verb() => new("dead-letters", "What could not be applied") { ListVerb(), ShowVerb(), ResubmitVerb() };

    private static Command ListVerb() => new TenantVerb("list", "List them with their reasons").Does(async (client, tenant, _, cancel) =>
    {
        var letters = PulsoClient.Read<IReadOnlyList<Letter>>(await client.GetAsync($"{tenant}/dead-letters", cancel));
        if (letters.Count == 0)
        {
            Screen.Done("nothing lies on the dead-letter side");
            return 0;
        }
        var table = Screen.NewTable().AddColumns("id", "enqueued", "reason", "events", "deliveries");
        foreach (var letter in letters)
        {
            string[] row = [letter.Id, letter.Enqueued, letter.Reason, Screen.Number(letter.Events), Screen.Number(letter.Deliveries)];
            table.AddRow(row.Select(text => new Text(text)));
        }
        Screen.Show(table);
        return 0;
    });

    private static Command ShowVerb()
    {
        var id = new Argument<string>("id") { Description = "As listed" };
        return new TenantVerb("show", "Show one with its events", id).Does(async (client, tenant, arguments, cancel) =>
        {
            string one = arguments.GetRequiredValue(id);
            byte[] json = await client.FindAsync($"{tenant}/dead-letters?id={Uri.EscapeDataString(one)}", cancel) ?? throw NotThere(one);
            var letter = PulsoClient.Read<OpenLetter>(json);
            Screen.Pairs(("id", letter.Id), ("reason", letter.Reason), ("description", letter.Description), ("enqueued", letter.Enqueued), ("deliveries", Screen.Number(letter.Deliveries)));
            foreach (var item in letter.Events)
                Screen.Line($"{item.Time}  {item.Type}  {item.Source}  {string.Join(", ", item.Fields.Select(field => $"{field.Key}={field.Value}"))}");
            return 0;
        });
    }

    private static Command ResubmitVerb()
    {
        var id = new Option<string?>("--id") { Description = "One of them, as listed", HelpName = "id" };
        var all = new Option<bool>("--all") { Description = "All of the tenant" };
        var verb = new TenantVerb("resubmit", "Send them in again; applying twice changes nothing", id, all);
        verb.Command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(id) is not null))
                result.AddError("Say which: --id ID, or --all.");
        });
        return verb.Does(async (client, tenant, arguments, cancel) =>
        {
            string query = arguments.GetValue(id) is { } one ? $"?id={Uri.EscapeDataString(one)}" : "";
            try
            {
                var answer = PulsoClient.Read<Resubmission>(await client.PostAsync($"{tenant}/dead-letters{query}", cancel));
                Screen.Done($"{answer.Resubmitted} message{(answer.Resubmitted == 1 ? "" : "s")} sent in again");
                return 0;
            }
            catch (Failure failure) when (failure.Status == HttpStatusCode.NotFound && arguments.GetValue(id) is { } missing)
            {
                throw NotThere(missing);
            }
        });
    }

    private static Failure NotThere(string id) => new($"There is no dead letter {id}.", "dead-letters list tells the ids; a letter that comes back has another one.");

    private sealed record Letter(string Id, string Reason, string Description, string Enqueued, int Deliveries, int Events);

    private sealed record OpenLetter(string Id, string Reason, string Description, string Enqueued, int Deliveries, IReadOnlyList<LetterEvent> Events);

    private sealed record LetterEvent(string Type, string Time, string Source, string Timeline, IReadOnlyDictionary<string, string> Fields);

    private sealed record Resubmission(int Resubmitted);
}
