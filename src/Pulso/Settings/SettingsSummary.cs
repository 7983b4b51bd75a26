using System.Text.Json;

namespace Pulso.Settings;

/// <summary>Says in a line what a change of settings changes, without any secret or key.</summary>
public static class SettingsSummary
{
    /// <param name="before">The document in force; null for a new tenant.</param>
    /// <param name="after">The next one, its keys as they are stored.</param>
    public static string Of(JsonElement? before, JsonElement after)
    {
        string[] parts =
        [
            before is null ? "created" : "",
            Named("sources", before, after),
            Named("webhooks", before, after),
            Keys("readers", before, after),
            Keys("admins", before, after),
            Versions(before, after),
            Text(before, "retention") == Text(after, "retention") ? "" : $"retention {Text(after, "retention")}",
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0)) is { Length: > 0 } text ? text : "nothing changed";
    }

    private static string Named(string list, JsonElement? before, JsonElement after)
    {
        var known = Properties(before, list);
        var next = Properties(after, list);
        var changes = next.Where(source => !known.ContainsKey(source.Key)).Select(source => $"+{source.Key}")
            .Concat(known.Keys.Except(next.Keys).Select(name => $"-{name}"))
            .Concat(next.Where(source => known.TryGetValue(source.Key, out var old) && !JsonElement.DeepEquals(old, source.Value)).Select(source => $"~{source.Key}"));
        return Listed(list, changes);
    }

    private static string Keys(string list, JsonElement? before, JsonElement after)
    {
        var known = Texts(before, list);
        var next = Texts(after, list);
        return Listed(list, next.Except(known).Select(key => $"+{Shown(key)}").Concat(known.Except(next).Select(key => $"-{Shown(key)}")));
    }

    private static string Versions(JsonElement? before, JsonElement after)
    {
        int known = before?.GetProperty("versions").GetArrayLength() ?? 0;
        return Listed("versions", after.GetProperty("versions").EnumerateArray().Skip(known).Select((version, index) =>
        {
            int goals = version.TryGetProperty("goals", out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
            return $"+{known + index + 1} from {version.GetProperty("validFrom")} with {goals} goals";
        }));
    }

    private static string Text(JsonElement? document, string name) => document is { } root && root.TryGetProperty(name, out var value) ? $"{value}" : "for ever";

    private static string Listed(string name, IEnumerable<string> changes) =>
        string.Join(" ", changes) is { Length: > 0 } text ? $"{name} {text}" : "";

    /// <summary>A hash by its first digits, as the trail names callers; what names an app setting by its name.</summary>
    private static string Shown(string key) => key.StartsWith("sha256:", StringComparison.Ordinal) ? key["sha256:".Length..][..8] : key;

    private static Dictionary<string, JsonElement> Properties(JsonElement? document, string name) =>
        document is { } root && root.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().ToDictionary(item => item.Name, item => item.Value)
            : [];

    private static List<string> Texts(JsonElement? document, string name) =>
        document is { } root && root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : [];
}
