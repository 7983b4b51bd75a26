using System.Text.Json;
using Pulso.Settings;

namespace Pulso.Tests.Scenarios;

/// <summary>Settings as tests write them.</summary>
internal static class Tenants
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>The defaults of kpis.md, in UTC.</summary>
    public static readonly TenantSettings Defaults = In("UTC");

    /// <summary>One version in a zone, with whatever else it sets.</summary>
    public static TenantSettings In(string zone, string more = "") =>
        Of($$"""{ "validFrom": "1990-01-01", "timeZone": "{{zone}}"{{(more.Length == 0 ? "" : $", {more}")}} }""");

    /// <summary>Settings of these versions.</summary>
    public static TenantSettings Of(params string[] versions) =>
        SettingsParser.Parse(Json(versions), out var faults) ?? throw new ArgumentException(string.Join('\n', faults));

    public static JsonElement Json(params string[] versions) => Json($$"""
        { "tenant": "bank", "sources": { "/bank/pbx": { "secrets": ["{{Secret}}"] } }, "versions": [{{string.Join(',', versions)}}] }
        """);

    public static JsonElement Json(string document) => JsonDocument.Parse(document).RootElement;
}
