using System.Text.Json;

namespace Pulso.Acceptance.Running;

/// <summary>So much of JSON Schema as the description of the HTTP surface uses.</summary>
/// <param name="document">Where references lead.</param>
internal sealed class JsonSchema(JsonElement document)
{
    /// <summary>What about a value is not as the schema says, each with its place.</summary>
    public IEnumerable<string> Faults(JsonElement schema, JsonElement value, string at = "$")
    {
        if (schema.TryGetProperty("$ref", out var reference))
            schema = Target(reference.GetString()!);
        if (schema.TryGetProperty("anyOf", out var choices))
            return choices.EnumerateArray().Any(choice => !Faults(choice, value, at).Any()) ? [] : [$"{at} is none of what it may be"];
        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(name => IsOf(value, name)))
            return [$"{at} is {value.ValueKind}, not {type}"];
        if (schema.TryGetProperty("const", out var constant) && !JsonElement.DeepEquals(constant, value))
            return [$"{at} is {value}, not {constant}"];
        if (schema.TryGetProperty("enum", out var names) && !names.EnumerateArray().Any(name => JsonElement.DeepEquals(name, value)))
            return [$"{at} is {value}, none of {names}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(schema, value, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((item, i) => Faults(items, item, $"{at}[{i}]")),
            _ => [],
        };
    }

    private IEnumerable<string> OfObject(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (string name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
                yield return $"{at}.{name} is missing";
        }
        bool isOpen = !schema.TryGetProperty("additionalProperties", out var more) || more.ValueKind == JsonValueKind.True;
        foreach (var property in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var told) && told.TryGetProperty(property.Name, out var inner))
            {
                foreach (string fault in Faults(inner, property.Value, $"{at}.{property.Name}"))
                    yield return fault;
            }
            else if (more.ValueKind == JsonValueKind.Object)
            {
                foreach (string fault in Faults(more, property.Value, $"{at}.{property.Name}"))
                    yield return fault;
            }
            else if (!isOpen)
            {
                yield return $"{at}.{property.Name} is not told";
            }
        }
    }

    private JsonElement Target(string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (node, name) => node.GetProperty(name));

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };
}
