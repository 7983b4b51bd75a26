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
        var customers = new Option<string[]>("--customer") { Description = "The customer's key as it was sent; may be given several times", Required = true, HelpName = "key" };
        var verb = new TenantVerb("erase", "Take customers out: their pseudonyms become random ones everywhere, and the figures stay", customers);
        return verb.Does(async (client, tenant, arguments, cancel) =>
        {
            byte[] asked = JsonSerializer.SerializeToUtf8Bytes(new { customers = arguments.GetRequiredValue(customers) });
            var begun = PulsoClient.Read<Begun>(await client.PostAsync($"{tenant}/erasures", asked, cancel));
            int code = await Rebuild.FollowAsync(client, tenant, begun.Generation, cancel);
            if (code == 0)
                Screen.Line("  The figures before are deleted within ten minutes, by a timer.");
            return code;
        });
    }

    private sealed record Begun(int Generation);
}
