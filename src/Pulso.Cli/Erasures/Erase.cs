using System.CommandLine;
using System.Text.Json;
using Pulso.Cli.Generations;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;

namespace Pulso.Cli.Erasures;

/// <summary><c>erase</c>: takes customers out of the archive and of all figures, which stay as they are.</summary>
internal static class Erase
{
    public static Command Verb()
    {
        var tenant = TenantOption.Required();
        var customers = new Option<string[]>("--customer") { Description = "The customer's key as it was sent; may be given several times", Required = true, HelpName = "key" };
        var endpoint = new Endpoint();
        var verb = new Command("erase", "Take customers out: their pseudonyms become random ones everywhere, and the figures stay") { tenant, customers };
        endpoint.AddTo(verb);
        verb.SetAction(async (arguments, cancel) =>
        {
            using var client = endpoint.Connect(arguments);
            string name = arguments.GetRequiredValue(tenant);
            byte[] asked = JsonSerializer.SerializeToUtf8Bytes(new { customers = arguments.GetRequiredValue(customers) });
            var begun = PulsoClient.Read<Begun>(await client.PostAsync($"{name}/erasures", asked, cancel));
            int code = await Rebuild.FollowAsync(client, name, begun.Generation, cancel);
            if (code == 0)
                Screen.Line("  The figures before are deleted within ten minutes, by a timer.");
            return code;
        });
        return verb;
    }

    private sealed record Begun(int Generation);
}
