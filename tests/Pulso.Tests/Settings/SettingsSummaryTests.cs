using System.Text.Json;
using Pulso.Settings;

namespace Pulso.Tests.Settings;

public sealed class SettingsSummaryTests
{
    private const string First = """
        { "tenant": "a", "sources": { "/pbx": { "secrets": ["one"] } }, "readers": ["sha256:00112233445566"], "versions": [ { "validFrom": "1990-01-01" } ] }
        """;

    [Fact]
    public void A_new_tenant_is_created() =>
        Assert.Equal("created; sources +/pbx; readers +00112233; versions +1 from 1990-01-01 with 0 goals", Of(null, First));

    [Fact]
    public void What_is_the_same_is_not_told() => Assert.Equal("nothing changed", Of(First, First));

    [Fact]
    public void Sources_keys_and_versions_are_told_without_their_secrets()
    {
        string text = Of(First, """
            { "tenant": "a", "sources": { "/pbx": { "secrets": ["two"] }, "/chat": { "secrets": ["three"] } },
              "readers": ["sha256:99887766554433"], "admins": ["setting:ADMIN"],
              "versions": [ { "validFrom": "1990-01-01" }, { "validFrom": "2027-01-01", "goals": [ { "kpi": "asa" } ] } ] }
            """);
        Assert.Equal("sources +/chat ~/pbx; readers +99887766 -00112233; admins +setting:ADMIN; versions +2 from 2027-01-01 with 1 goals", text);
    }

    private static string Of(string? before, string after) =>
        SettingsSummary.Of(before is null ? null : JsonSerializer.Deserialize<JsonElement>(before), JsonSerializer.Deserialize<JsonElement>(after));
}
