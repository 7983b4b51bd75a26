using System.CommandLine;

namespace Pulso.Cli.Local;

/// <summary>The options of a system on this machine.</summary>
/// <param name="defaultData">The default data directory, below the repository's root.</param>
internal sealed class LocalOptions(string defaultData)
{
    private readonly Option<int> port = new("--port") { Description = "Port of the app", DefaultValueFactory = _ => 7071, HelpName = "number" };

    private readonly Option<string?> data = new("--data")
    {
        Description = $"Data directory (default {defaultData} in the repository)",
        HelpName = "directory",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(port);
        command.Options.Add(data);
    }

    public int Port(ParseResult arguments) => arguments.GetValue(port);

    public string Data(ParseResult arguments, Repository repository) =>
        Path.GetFullPath(arguments.GetValue(data) ?? Path.Combine(repository.Root, defaultData));
}
