using System.CommandLine;
using Pulso.Chaos;

var seed = new Option<int?>("--seed") { Description = "Makes the same events and the same plan again (default: by chance)" };
var rounds = new Option<int>("--rounds") { Description = "How many rounds", DefaultValueFactory = _ => 100 };
var events = new Option<int>("--events") { Description = "Events in each", DefaultValueFactory = _ => 5_000 };
var command = new RootCommand("Runs the app under faults and compares what it publishes with an undisturbed run") { seed, rounds, events };
command.SetAction(async (arguments, _) =>
{
    var chaos = new Chaos(arguments.GetValue(seed) ?? Random.Shared.Next(1_000_000), arguments.GetValue(rounds), arguments.GetValue(events), Console.WriteLine);
    var missing = (await chaos.RunAsync()).Missing.ToList();
    if (missing.Count > 0)
        Console.WriteLine($"These never struck: {string.Join(", ", missing)}");
    return missing.Count == 0 ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
