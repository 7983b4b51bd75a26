using System.CommandLine;

namespace Pulso.Cli.Server;

/// <summary>A verb about one tenant of a running system: with <c>--tenant</c> before its own options, <c>--url</c> and <c>--key</c> after them.</summary>
internal sealed class TenantVerb
{
    private readonly Option<string> tenant = TenantOption.Required();
    private readonly Endpoint endpoint = new();

    /// <param name="own">The verb's arguments and options.</param>
    public TenantVerb(string name, string description, params IEnumerable<Symbol> own)
    {
        Command = new Command(name, description) { tenant };
        foreach (var symbol in own)
        {
            if (symbol is Argument argument)
                Command.Arguments.Add(argument);
            else if (symbol is Option option)
                Command.Options.Add(option);
        }
    }

    public Command Command { get; }

    /// <param name="work">Given the system, the tenant and all arguments, what the verb does, to its exit code.</param>
    public Command Does(Func<PulsoClient, string, ParseResult, CancellationToken, Task<int>> work)
    {
        endpoint.AddTo(Command);
        Command.SetAction(async (arguments, cancel) =>
        {
            using var client = endpoint.Connect(arguments);
            return await work(client, arguments.GetRequiredValue(tenant), arguments, cancel);
        });
        return Command;
    }
}
