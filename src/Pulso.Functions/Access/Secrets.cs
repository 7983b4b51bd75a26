using Microsoft.Extensions.Configuration;
using Pulso.Settings;

namespace Pulso.Functions.Access;

/// <summary>The secrets of sources, with those that lie in app settings resolved.</summary>
public sealed class Secrets(IConfiguration settings)
{
    /// <summary>The source's secrets; one whose app setting is missing or malformed opens nothing.</summary>
    public IEnumerable<string> Of(Source source) =>
        source.Secrets.Select(secret => Resolve(secret, canonical: source.Vendor is null)).OfType<string>();

    /// <summary>The token for the API of the source's vendor; null without one.</summary>
    public string? TokenOf(Source source) => source.Token is { } token ? Resolve(token, canonical: false) : null;

    /// <summary>What a webhook is signed with.</summary>
    public IEnumerable<string> Of(Webhook webhook) => webhook.Secrets.Select(secret => Resolve(secret, canonical: true)).OfType<string>();

    /// <summary>Where a webhook is; null where its app setting is missing.</summary>
    public string? UrlOf(Webhook webhook) => Resolve(webhook.Url, canonical: false);

    /// <summary>The token that a webhook's receiver asks for; null without one.</summary>
    public string? TokenOf(Webhook webhook) => webhook.Token is { } token ? Resolve(token, canonical: false) : null;

    private string? Resolve(string secret, bool canonical)
    {
        if (SettingReference.NameIn(secret) is not { } name)
            return secret;
        string? named = AppSetting.Read(settings, name);
        return named is { Length: > 0 } && (!canonical || StandardSecret.Is(named)) ? named : null;
    }
}
