using System.Text.Json.Nodes;
using Pulso.Acceptance.Running;
using Pulso.Functions.Access;
using Pulso.Functions.OpenApi;

namespace Pulso.Functions.Tests.OpenApi;

/// <summary>Holds the served description against the functions; <c>docs/add-a-route.md</c> says what a new one needs.</summary>
public sealed class ApiDocumentTests
{
    [Fact]
    public void The_checked_in_document_is_the_served_one() => Golden.Holds("docs/openapi.json", ApiDocument.Text.Split('\n'));

    [Fact]
    public void Every_route_is_told_at_the_address_of_its_function() => Assert.Empty(
        Routes.UnderEveryMethod.Select(route => $"{route.Method} {route.Function}").Except(Operation.All.Select(operation => $"{operation.Method} {operation.Function}")));

    [Fact]
    public void Beside_the_routes_only_the_greetings_of_vendors_are_told() => Assert.Equal(
        ["GET channels", "GET surveys", "HEAD channels", "HEAD surveys"],
        Operation.All.Select(operation => $"{operation.Method} {operation.Function}").Except(Routes.UnderEveryMethod.Select(route => $"{route.Method} {route.Function}")).Order());

    [Fact]
    public void Every_file_tells_of_a_function()
    {
        var known = ApiDocument.Functions.Select(function => function.Function).ToHashSet();
        Assert.All(
            Directory.GetFiles(Checkout.PathOf("src/Pulso.Functions/OpenApi/operations"), "*.json"),
            file => Assert.Contains(Path.GetFileName(file).Split('.')[0], known));
    }

    [Fact]
    public void Every_operation_has_an_id_of_its_own_a_summary_and_a_tag()
    {
        Assert.Equal(Operation.All.Count, Operation.All.Select(operation => operation.Id).Distinct().Count());
        Assert.All(Operation.All, operation =>
        {
            Assert.NotEmpty($"{operation.Told["summary"]}");
            Assert.Single(operation.Told["tags"]!.AsArray());
        });
    }

    [Fact]
    public void Every_part_of_an_address_is_a_parameter() => Assert.All(Operation.All, operation => Assert.Equal(
        operation.Address.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')),
        operation.Parameters.Where(parameter => $"{parameter["in"]}" == "path").Select(parameter => $"{parameter["name"]}")));

    [Fact]
    public void Every_reference_leads_somewhere() =>
        Assert.All(References(Operation.Document), reference => Assert.NotNull(Operation.Target(reference)));

    [Fact]
    public void Every_schema_is_used() => Assert.Empty(
        Operation.Document["components"]!["schemas"]!.AsObject().Select(schema => $"#/components/schemas/{schema.Key}").Except(References(Operation.Document)));

    [Fact]
    public void Every_answer_is_described_and_every_body_has_a_schema() => Assert.All(Operation.All, operation =>
    {
        var responses = operation.Told["responses"]!.AsObject();
        Assert.Contains(responses, response => response.Key.StartsWith('2'));
        Assert.All(responses, response =>
        {
            var told = Operation.Resolved(response.Value!);
            Assert.NotEmpty($"{told["description"]}");
            if (told["content"] is JsonObject content)
                Assert.All(content, body => Assert.NotNull(body.Value!["schema"]));
        });
    });

    [Fact]
    public void Every_key_that_a_route_asks_for_is_told()
    {
        Assert.All(Routes.UnderEveryMethod, route =>
        {
            var operation = Operation.All.Single(item => item.Method == route.Method && item.Function == route.Function);
            string expected = route.Admission switch
            {
                Admission.Everyone or Admission.Key => "",
                Admission.Signature => "signature or vendor",
                _ => $"key {route.Admission.ToString().ToLowerInvariant()}",
            };
            var told = operation.Told["security"]!.AsArray().SelectMany(item => item!.AsObject()).Select(item => $"{item.Key} {string.Join(' ', item.Value!.AsArray())}".Trim());
            Assert.True(expected.Length == 0 || told.Any(key => expected.Contains(key, StringComparison.Ordinal)), $"{operation}: {expected}");
        });
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(property => property.Key == "$ref" ? [$"{property.Value}"] : References(property.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
