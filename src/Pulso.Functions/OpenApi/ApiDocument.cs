using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;

namespace Pulso.Functions.OpenApi;

/// <summary>
/// The HTTP surface as OpenAPI 3.1: addresses, methods, admission and what every route of its kind answers come from the functions
/// themselves; <c>operations/{function}.json</c> tells the rest of each, <c>components.json</c> what they share.
/// </summary>
internal static class ApiDocument
{
    private const string Version = "1";

    private static readonly string[] Methods = ["get", "head", "post", "put", "delete"];

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every function that can be called over HTTP, with the template of its address.</summary>
    public static IReadOnlyList<(string Function, string Template)> Functions { get; } =
    [
        .. typeof(ApiDocument).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => (method.GetCustomAttribute<FunctionAttribute>()?.Name, method.GetParameters()
                .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null)?.Route))
            .Where(function => function is { Name: not null, Route: not null })
            .Select(function => (function.Name!, function.Route!))
            .OrderBy(function => function.Item2, StringComparer.Ordinal),
    ];

    /// <summary>The document's text.</summary>
    /// <exception cref="InvalidDataException">A function has no file that tells of it.</exception>
    public static string Text { get; } = Of(Functions, [.. Routes.UnderEveryMethod], Told).ToJsonString(Readable);

    /// <summary>Puts the document together.</summary>
    /// <param name="told">The JSON text of a name; null where there is none.</param>
    internal static JsonObject Of(IEnumerable<(string Function, string Template)> functions, IReadOnlyList<Route> routes, Func<string, string?> told)
    {
        var paths = new JsonObject();
        foreach (var (function, template) in functions)
        {
            string address = "/api/" + template.Replace("{*", "{", StringComparison.Ordinal);
            if (paths[address] is not JsonObject item)
                paths[address] = item = [];
            var own = routes.Where(route => route.Function == function).ToList();
            foreach (string method in Methods)
            {
                var route = own.Find(route => route.Method.Equals(method, StringComparison.OrdinalIgnoreCase));
                if ((told($"operations.{function}.{method}") ?? (route is null ? null : told($"operations.{function}"))) is { } text)
                    item[method] = OperationOf(route ?? own[0], route is null || own.Count > 1 ? $"{function}-{method}" : function, address, JsonNode.Parse(text)!.AsObject());
                else if (route is not null)
                    throw new InvalidDataException($"src/Pulso.Functions/OpenApi/operations/{function}.json is missing: see docs/add-a-route.md");
            }
        }
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Pulso", ["version"] = Version, ["description"] = "Exact figures of customer service from its events." },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = paths,
            ["components"] = JsonNode.Parse(told("components")!),
        };
    }

    private static JsonObject OperationOf(Route route, string id, string address, JsonObject told)
    {
        var operation = new JsonObject { ["operationId"] = id };
        foreach (var (name, value) in told.Where(property => property.Key is not ("parameters" or "responses")))
            operation[name] = value!.DeepClone();
        var parameters = address.Split('/').Where(part => part.StartsWith('{'))
            .Select(part => (JsonNode)Reference($"parameters/{part.Trim('{', '}')}"))
            .Concat((told["parameters"] as JsonArray ?? []).Select(parameter => parameter!.DeepClone()));
        operation["parameters"] = new JsonArray([.. parameters]);
        operation["security"] ??= new JsonArray(route.Admission switch
        {
            Admission.Everyone => [],
            Admission.Signature => [new JsonObject { ["signature"] = new JsonArray() }],
            _ => [new JsonObject { ["key"] = new JsonArray(JsonValue.Create(route.Admission.ToString().ToLowerInvariant())) }],
        });
        operation["responses"] = ResponsesOf(route, address, told["responses"]!.AsObject());
        return operation;
    }

    private static JsonObject ResponsesOf(Route route, string address, JsonObject told)
    {
        var responses = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal) { ["405"] = Reference("responses/405") };
        if (address.Contains("{tenant}", StringComparison.Ordinal))
            responses["404"] = Reference("responses/404");
        if (route.Admission != Admission.Everyone)
            responses["401"] = Reference("responses/401");
        foreach (var (status, response) in told)
            responses[status] = response is JsonValue ? Reference($"responses/{status}") : response!.DeepClone();
        return new JsonObject(responses.Select(response => KeyValuePair.Create(response.Key, (JsonNode?)response.Value)));
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/{name}" };

    private static string? Told(string name)
    {
        using var stream = typeof(ApiDocument).Assembly.GetManifestResourceStream($"OpenApi.{name}");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
