using System.CommandLine;
using Pulso.Settings;

namespace Pulso.Cli.Server;

/// <summary>The option that names a tenant.</summary>
internal static class TenantOption
{
    public static Option<string> Required()
    {
        var option = new Option<string>("--tenant") { Description = "Tenant id", Required = true, HelpName = "tenant" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !SettingsParser.IsTenantId(result.Tokens[0].Value))
                result.AddError($"'{result.Tokens[0].Value}' is not a tenant id: [a-z0-9-], at most 32 characters.");
        });
        return option;
    }
}
