namespace Azure.Messaging.ServiceBus.Queue;

/// <summary>Application properties as JSON with their types: <c>{"tenant":{"Type":"System.String","Value":"acme"}}</c>.</summary>
internal static class PropertyJson
{
    // What a broker would take, and JSON gives back as it was.
    private static readonly Dictionary<string, Type> s_types = new[]
    {
        typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(Guid), typeof(DateTimeOffset), typeof(TimeSpan),
    }.ToDictionary(type => type.FullName);

    public static string Write(IDictionary<string, object> properties) => properties.Count == 0 ? null : JsonSerializer.Serialize(
        properties.ToDictionary(entry => entry.Key, entry => entry.Value?.GetType().FullName is { } type && s_types.ContainsKey(type)
            ? new Typed(type, JsonSerializer.SerializeToElement(entry.Value))
            : throw new NotSupportedException($"Property '{entry.Key}' has a value of a type that cannot be sent.")));

    public static Dictionary<string, object> Read(string json) => json is null ? [] : JsonSerializer
        .Deserialize<Dictionary<string, Typed>>(json)
        .ToDictionary(property => property.Key, property => property.Value.Value.Deserialize(s_types[property.Value.Type]));

    private sealed record Typed(string Type, JsonElement Value);
}
