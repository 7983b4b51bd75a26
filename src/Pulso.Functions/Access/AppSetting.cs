using Microsoft.Extensions.Configuration;

namespace Pulso.Functions.Access;

/// <summary>Reads what <c>setting:NAME</c> names: an app setting, in Azure a Key Vault reference.</summary>
internal static class AppSetting
{
    /// <param name="name">As in the app settings, where <c>__</c> stands for the configuration's colon.</param>
    public static string? Read(IConfiguration settings, string name) => settings[name.Replace("__", ":", StringComparison.Ordinal)];
}
