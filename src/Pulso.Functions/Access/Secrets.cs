using Microsoft.Extensions.Configuration;
using Pulso.Settings;

namespace Pulso.Functions.Access;

/// <summary>The secrets of sources, with those that lie in app settings resolved.</summary>
public sealed class Secrets(IConfiguration settings)
{
    private const string SettingPrefix = "setting:";

    /// <summary>The source's secrets; one whose app setting is missing or malformed opens nothing.</summary>
    public IEnumerable<string> Of(Source source) => source.Secrets.Select(Resolve).OfType<string>();

    private string? Resolve(string secret)
    {
        if (!secret.StartsWith(SettingPrefix, StringComparison.Ordinal))
            return secret;
        string? named = AppSetting.Read(settings, secret[SettingPrefix.Length..]);
        return named is not null && SettingsParser.IsStandardSecret(named) ? named : null;
    }
}
