using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulso.Events;

/// <summary>Reads the criteria of a quality evaluation, which a <see cref="Field.Criteria"/> value holds as JSON.</summary>
public static class QualityCriteria
{
    /// <summary>The criteria by name, with their points in thousandths, rounded half to even.</summary>
    public static IEnumerable<(string Name, long Points)> Of(string? json)
    {
        if (json is null)
            yield break;
        using var document = JsonDocument.Parse(json);
        foreach (var item in document.RootElement.EnumerateObject())
            yield return (item.Name, (long)Math.Round(item.Value.GetDecimal() * 1_000, MidpointRounding.ToEven));
    }

    /// <summary>The JSON without the criteria whose names were not admitted: their sum under one name would mean nothing.</summary>
    internal static string Keep(string json, Func<string, bool> isAdmitted)
    {
        var kept = JsonNode.Parse(json)!.AsObject();
        foreach (string name in kept.Select(item => item.Key).Where(name => !isAdmitted(name)).ToArray())
            kept.Remove(name);
        return kept.ToJsonString();
    }
}
