using System.Text.Json;
using Pulso.Events;
using Pulso.Settings;

namespace Pulso.Bench.Running;

/// <summary>A tenant with the default definitions, and the sources that send to it.</summary>
internal sealed record Tenant(string Name, IReadOnlyList<string> Sources)
{
    public const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /// <summary>The settings document.</summary>
    public JsonElement Document => JsonSerializer.SerializeToElement(new
    {
        tenant = Name,
        sources = Sources.ToDictionary(source => source, _ => new { secrets = new[] { Secret } }),
        versions = new[] { new { validFrom = "1990-01-01", timeZone = "Asia/Jerusalem" } },
    });

    public TenantSettings Settings() =>
        SettingsParser.Parse(Document, out var faults) ?? throw new InvalidOperationException(string.Join("; ", faults));

    public Pseudonyms Pseudonyms() => Events.Pseudonyms.Of(AppSettings.Deployment.PseudonymKeys, Name);
}
