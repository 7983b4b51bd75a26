using System.CommandLine;
using Pulso.Cli.Local;

namespace Pulso.Cli.Server;

/// <summary>The options that say which system a verb speaks to: <c>--url</c> and <c>--key</c>, else the environment, else the local one.</summary>
internal sealed class Endpoint
{
    private const string LocalUrl = "http://127.0.0.1:7071";

    private readonly Option<Uri> url = new("--url")
    {
        Description = $"Address of the system (else PULSO_URL, else {LocalUrl})",
        HelpName = "address",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[^1].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                return uri;
            result.AddError($"'{result.Tokens[^1].Value}' is not an http or https address.");
            return null;
        },
    };

    private readonly Option<string> key = new("--key")
    {
        Description = "Reader or admin key (else PULSO_KEY, else the local system's admin key)",
        HelpName = "key",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(url);
        command.Options.Add(key);
    }

    public PulsoClient Connect(ParseResult arguments)
    {
        string? address = Environment.GetEnvironmentVariable("PULSO_URL");
        if (!Uri.TryCreate(address ?? LocalUrl, UriKind.Absolute, out var fallback))
            throw new Failure($"PULSO_URL is not an address: {address}");
        return new PulsoClient(
            arguments.GetValue(url) ?? fallback,
            arguments.GetValue(key) ?? Environment.GetEnvironmentVariable("PULSO_KEY") ?? LocalSettings.Read(Repository.Find()).AdminKey);
    }
}
