using System.CommandLine;
using Pulso.Chaos;

var seed = new Option<int?>("--seed") { Description = "Makes the same events and the same plan again (default: by chance)" };
var rounds = new Option<int>("--rounds") { Description = "How many rounds", DefaultValueFactory = _ => 100 };
var events = new Option<int>("--events") { Description = "Events in each", DefaultValueFactory = _ => 5_000 };
var lanes = new Option<int>("--lanes") { Description = "How many rounds at once", DefaultValueFactory = _ => 2 };
var app = new Option<FileInfo?>("--app") { Description = "Another build of the app, such as a published one (default: the one built with this program)" };
var report = new Option<FileInfo?>("--report") { Description = "A page to write the outcome into, such as docs/reliability.md" };
var command = new RootCommand("Runs the app under faults and compares what it publishes with an undisturbed run") { seed, rounds, events, lanes, app, report };
command.SetAction(async (arguments, _) =>
{
    var chaos = new Chaos(
        arguments.GetValue(app), arguments.GetValue(seed) ?? Random.Shared.Next(1_000_000), arguments.GetValue(rounds), arguments.GetValue(events), arguments.GetValue(lanes), Console.WriteLine);
    var came = await chaos.RunAsync();
    Console.WriteLine($"\n{came}");
    if (arguments.GetValue(report) is { } page)
        came.WriteTo(page.FullName, TimeProvider.System.GetLocalNow());
    var missing = came.Missing.ToList();
    if (missing.Count > 0)
        Console.WriteLine($"These never struck: {string.Join(", ", missing)}");
    return missing.Count == 0 && came.Failed.Count == 0 ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
