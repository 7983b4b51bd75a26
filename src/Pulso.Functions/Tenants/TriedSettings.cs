using System.Text.Json;
using System.Text.Json.Nodes;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Tenants;

/// <summary>A settings document that is sent to be tried: its definitions count, and nothing of it is put in force.</summary>
internal static class TriedSettings
{
    /// <returns>The settings and their versions as they were written; null when <paramref name="faults"/> says why not.</returns>
    public static (TenantSettings Settings, JsonArray Versions)? Read(byte[] body, string tenant, out IReadOnlyList<string> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            var settings = SettingsParser.Parse(document.RootElement, out faults, VendorList.Check);
            if (settings is null)
                return null;
            if (settings.Tenant == tenant)
                return (settings, JsonNode.Parse(document.RootElement.GetProperty("versions").GetRawText())!.AsArray());
            faults = [$"tenant: must be '{tenant}', as in the address"];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            faults = ["body: is not JSON of Unicode text"];
        }
        return null;
    }
}
