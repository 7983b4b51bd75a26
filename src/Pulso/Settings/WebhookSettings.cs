using System.Text.Json;
using Pulso.Alerts;

namespace Pulso.Settings;

/// <summary>Reads the outgoing webhooks of a tenant.</summary>
internal static class WebhookSettings
{
    private const int Most = 20;

    private static readonly string[] Templates = ["event", "teams", "slack", "task"];

    public static IReadOnlyList<Webhook> Read(JsonSection root)
    {
        var webhooks = root.Sections("webhooks").Select(item => ReadWebhook(item.Name, item.Section)).ToList();
        if (webhooks.Count > Most)
            root.Fault("webhooks", $"may be {Most} at most");
        return webhooks;
    }

    private static Webhook ReadWebhook(string name, JsonSection section)
    {
        if (name.Length is 0 or > 64 || name == AlertDelivery.Queue)
            section.Fault("", $"a webhook's name has 1 to 64 characters and is not '{AlertDelivery.Queue}'");
        string url = section.Text("url", required: true) ?? "";
        if (url.Length > 0 && SettingReference.NameIn(url) is null or "" && !IsAddress(url))
            section.Fault("url", "must be an https address without user and fragment, or setting:NAME");
        var template = (WebhookTemplate)Array.IndexOf(Templates, section.Word("template", "event", Templates));
        var secrets = section.Texts("secrets");
        if (secrets.Any(secret => SettingReference.NameIn(secret) is null or "" && !StandardSecret.Is(secret)))
            section.Fault("secrets", StandardSecret.Expected);
        if (secrets.Count == 0)
            section.Fault("secrets", "needs at least one secret");
        var kinds = section.Texts("kinds");
        foreach (string kind in kinds.Where(kind => AlertKindName.Read(kind) is null))
            section.Fault("kinds", $"'{kind}' is none of {string.Join(", ", AlertKindName.All)}");
        string? token = section.Text("token");
        if (token is not null && token.Any(letter => letter is < '!' or > '~'))
            section.Fault("token", "must be printable ASCII without spaces, or setting:NAME");
        var webhook = new Webhook(name, url, secrets, template, kinds, token, section.Raw("body"));
        section.RefuseOthers();
        return webhook;
    }

    /// <summary>Whether the host is a public one is looked at each time it is called; one on this machine is for tests alone.</summary>
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0 && address.Fragment.Length == 0;
}
