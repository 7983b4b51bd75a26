using System.Text.Json;
using System.Text.Json.Nodes;
using Pulso.Acceptance.Running;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Docs;

/// <summary>Holds the schema of settings against what the parser takes of a source.</summary>
public sealed class SettingsSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Checkout.PathOf("docs/settings.schema.json")))!["$defs"]!;

    [Fact]
    public void The_schema_names_every_vendor() => Assert.Equal(
        VendorList.All.Select(vendor => vendor.Id).Order(StringComparer.Ordinal),
        Schema["source"]!["properties"]!["vendor"]!["enum"]!.AsArray().Select(id => id!.GetValue<string>()));

    [Fact]
    public void The_schema_names_every_setting_that_a_vendor_knows() => Assert.Equal(
        VendorList.All.SelectMany(vendor => vendor.Settings).Distinct().Order(StringComparer.Ordinal),
        Names("source").Except(["vendor", "secrets", "silentAfterMinutes"]).Order(StringComparer.Ordinal));

    [Fact]
    public void The_parser_knows_every_setting_of_the_schema_and_no_other()
    {
        Assert.Equal(["unheard-of"], Unknown(Names("source").Except(["questions", "secrets", "vendor"]), ""));
        Assert.Equal(["unheard-of"], Unknown([], string.Join(',', Names("question").Append("unheard-of").Select(name => $"\"{name}\":null"))));
    }

    [Theory]
    [InlineData("\"vendor\":\"typefrom\"", "vendor")]
    [InlineData("\"vendor\":\"typeform\",\"queue\":\"q\"", "queue")]
    [InlineData("\"vendor\":\"zendesk\",\"token\":\"t\"", "token")]
    [InlineData("\"vendor\":\"zendesk\",\"questions\":{\"a\":{\"kind\":\"nps\"}}", "questions")]
    [InlineData("\"vendor\":\"qualtrics\",\"token\":\"t\"", "api")]
    [InlineData("\"vendor\":\"qualtrics\",\"token\":\"t\",\"api\":\"qualtrics.com.example.org\"", "api")]
    [InlineData("\"vendor\":\"surveymonkey\",\"token\":\"t\",\"api\":\"169.254.169.254\"", "api")]
    [InlineData("\"vendor\":\"surveymonkey\",\"token\":\"t\",\"api\":\"api.eu.surveymonkey.com\"", null)]
    [InlineData("\"vendor\":\"surveymonkey\",\"token\":\"t\"", null)]
    public void What_means_nothing_to_a_vendor_is_refused(string source, string? setting)
    {
        var faults = Faults($"{source},\"secrets\":[\"s\"]");

        Assert.Equal(setting is null ? [] : [$"sources.a.{setting}"], faults.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)]).Distinct());
    }

    [Fact]
    public void The_example_on_the_page_of_settings_is_right()
    {
        string example = File.ReadAllText(Checkout.PathOf("docs/settings.md")).Split("```jsonc")[1].Split("```")[0];
        using var json = JsonDocument.Parse(example, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });

        SettingsParser.Parse(json.RootElement, out var faults, VendorList.Check);

        Assert.Empty(faults);
    }

    private static IEnumerable<string> Names(string definition) => Schema[definition]!["properties"]!.AsObject().Select(property => property.Key);

    private static IEnumerable<string> Unknown(IEnumerable<string> names, string question)
    {
        string settings = string.Join(',', names.Append(question.Length == 0 ? "unheard-of" : "queue").Select(name => $"\"{name}\":null"));
        return Faults($"\"vendor\":\"typeform\",\"secrets\":[\"s\"],{settings},\"questions\":{{\"q\":{{{question}}}}}")
            .Where(fault => fault.EndsWith("is not a known setting", StringComparison.Ordinal)).Select(fault => fault.Split(": ")[0].Split('.')[^1]);
    }

    private static IReadOnlyList<string> Faults(string source)
    {
        string document = $$"""{ "tenant": "t", "sources": { "a": { {{source}} } }, "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC" } ] }""";
        SettingsParser.Parse(JsonSerializer.Deserialize<JsonElement>(document), out var faults, VendorList.Check);
        return faults;
    }
}
