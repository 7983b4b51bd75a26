using System.Text.Json.Nodes;
using Pulso.Functions.OpenApi;

namespace Pulso.Functions.Tests.OpenApi;

/// <summary>One operation of the served document.</summary>
internal sealed record Operation(string Address, string Method, JsonObject Told)
{
    public static readonly JsonObject Document = JsonNode.Parse(ApiDocument.Text)!.AsObject();

    public static readonly IReadOnlyList<Operation> All =
    [
        .. Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(item => new Operation(path.Key, item.Key.ToUpperInvariant(), item.Value!.AsObject()))),
    ];

    public string Id => Told["operationId"]!.GetValue<string>();

    /// <summary>The function that answers it.</summary>
    public string Function => ApiDocument.Functions.Single(function => "/api/" + function.Template.Replace("{*", "{", StringComparison.Ordinal) == Address).Function;

    public IEnumerable<JsonObject> Parameters => Told["parameters"]!.AsArray().Select(parameter => Resolved(parameter!));

    public IEnumerable<string> QueryNames => Parameters.Where(parameter => $"{parameter["in"]}" == "query").Select(parameter => $"{parameter["name"]}");

    /// <summary>What a reference stands for; anything else stands for itself.</summary>
    public static JsonObject Resolved(JsonNode node) =>
        node["$ref"] is { } reference ? Target($"{reference}")!.AsObject() : node.AsObject();

    public static JsonNode? Target(string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode?)Document, (node, name) => node?[name]);

    public override string ToString() => $"{Method} {Address}";
}
