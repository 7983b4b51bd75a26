using System.Text.Json.Nodes;
using Pulso.Functions.Http;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Tenants;

/// <summary>A settings document that is sent to be tried: its definitions count, and nothing of it is put in force.</summary>
internal static class TriedSettings
{
    /// <returns>The settings and their versions as they were written; null when <paramref name="faults"/> says why not.</returns>
    public static (TenantSettings Settings, JsonArray Versions)? Read(byte[] body, string tenant, out IReadOnlyList<string> faults)
    {
        var wrong = new List<string>();
        faults = wrong;
        if (JsonBody.Read(body, wrong) is not { } document || SettingsParser.Parse(document, out faults, VendorList.Check) is not { } settings)
            return null;
        if (settings.Tenant == tenant)
            return (settings, JsonArray.Create(document.GetProperty("versions"))!);
        faults = [$"tenant: must be '{tenant}', as in the address"];
        return null;
    }
}
