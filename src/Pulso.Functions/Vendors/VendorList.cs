using Pulso.Functions.Channels.AmazonConnect;
using Pulso.Functions.Channels.Chatwoot;
using Pulso.Functions.Channels.Freshdesk;
using Pulso.Functions.Channels.GenesysCloud;
using Pulso.Functions.Channels.Intercom;
using Pulso.Functions.Channels.Twilio;
using Pulso.Functions.Channels.WhatsApp;
using Pulso.Functions.Channels.Zendesk;
using Pulso.Functions.Surveys.Delighted;
using Pulso.Functions.Surveys.Qualtrics;
using Pulso.Functions.Surveys.SurveyMonkey;
using Pulso.Functions.Surveys.Typeform;
using Pulso.Settings;

namespace Pulso.Functions.Vendors;

/// <summary>Every vendor whose own webhook is understood. One more is a folder, a line here and a page in <c>docs/vendors</c>.</summary>
internal static class VendorList
{
    public static readonly IReadOnlyList<Vendor> All =
    [
        WhatsAppWebhook.Vendor,
        TwilioWebhook.Vendor,
        ConnectWebhook.Vendor,
        GenesysWebhook.Vendor,
        ZendeskWebhook.Vendor,
        IntercomWebhook.Vendor,
        ChatwootWebhook.Vendor,
        FreshdeskWebhook.Vendor,
        TypeformWebhook.Vendor,
        QualtricsWebhook.Vendor,
        DelightedWebhook.Vendor,
        SurveyMonkeyWebhook.Vendor,
    ];

    private static readonly IReadOnlyDictionary<string, Vendor> ById = All.ToDictionary(vendor => vendor.Id);

    public static Vendor? Named(string? id) => id is null ? null : ById.GetValueOrDefault(id);

    /// <summary>What is wrong with a vendor's source: an unknown vendor, or a setting that means nothing to it.</summary>
    public static IEnumerable<(string Setting, string Reason)> Check(Source source)
    {
        if (Named(source.Vendor) is not { } vendor)
        {
            yield return ("vendor", $"must be one of {string.Join(", ", ById.Keys.Order(StringComparer.Ordinal))}");
            yield break;
        }
        foreach (string name in Given(source).Where(name => !vendor.Settings.Contains(name)))
            yield return (name, $"means nothing to {vendor.Id}");
        if (source.Token is not null && source.Api is null && vendor is { Api: null, Lookup: not null })
            yield return ("api", "is needed with a token");
        if (source.Api is { } api && vendor.ApiHosts.Count > 0 && !vendor.ApiHosts.Any(end => api.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
            yield return ("api", $"must end with {string.Join(" or ", vendor.ApiHosts)}");
    }

    private static IEnumerable<string> Given(Source source)
    {
        if (source.Queue is not null)
            yield return "queue";
        if (source.Api is not null)
            yield return "api";
        if (source.Token is not null)
            yield return "token";
        if (source.Questions.Count > 0)
            yield return "questions";
    }
}
