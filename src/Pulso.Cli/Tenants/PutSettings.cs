using System.CommandLine;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;

namespace Pulso.Cli.Tenants;

/// <summary><c>settings put</c>: creates a tenant, or appends to its settings.</summary>
internal static class PutSettings
{
    public static Command Verb()
    {
        var file = new Argument<FileInfo>("file") { Description = "Settings document (JSON)" }.AcceptExistingOnly();
        var put = new TenantVerb("put", "Create a tenant, or append a version to its settings", file).Does(async (client, tenant, arguments, cancel) =>
        {
            byte[] document = await File.ReadAllBytesAsync(arguments.GetRequiredValue(file).FullName, cancel);
            Screen.Done(await RunAsync(client, tenant, document, cancel));
            return 0;
        });
        return new Command("settings", "The settings of a tenant") { put };
    }

    /// <returns>What was done, in words.</returns>
    public static async Task<string> RunAsync(PulsoClient client, string tenant, byte[] document, CancellationToken cancel)
    {
        var answer = PulsoClient.Read<Answer>(await client.PutAsync($"{tenant}/settings", document, cancel));
        return $"settings of {answer.Tenant} are in force, {answer.Versions} version{(answer.Versions == 1 ? "" : "s")}";
    }

    private sealed record Answer(string Tenant, int Versions);
}
