using System.Text.Json;
using Pulso.Alerts;
using Pulso.Functions.Http;

namespace Pulso.Functions.Alerts;

/// <summary>What <c>POST alerts</c> is asked to do to an alert.</summary>
internal sealed record AlertChange(string Id, AlertStep Step, string? Text, string? Owner)
{
    private const int TextLimit = 1_000;
    private const int OwnerLimit = 128;

    private static readonly Dictionary<string, AlertStep> Steps = new()
    {
        ["acknowledge"] = AlertStep.Acknowledged,
        ["comment"] = AlertStep.Commented,
        ["resolve"] = AlertStep.Resolved,
    };

    private static readonly string[] Known = ["id", "step", "text", "owner"];

    /// <summary>Reads the body; every fault in one answer.</summary>
    public static AlertChange? Read(byte[] body, out List<string> faults)
    {
        faults = [];
        return JsonBody.Read(body, faults) is { } json ? Read(json, faults) : null;
    }

    private static AlertChange? Read(JsonElement json, List<string> faults)
    {
        faults.AddRange(JsonBody.Unknown(json, Known));
        string? Text(string name, int limit)
        {
            if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
                return null;
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= limit)
                return text;
            faults.Add($"{name}: must be text of 1 to {limit} characters");
            return null;
        }
        string id = Text("id", 64) ?? "";
        if (Alert.InstantOf(id) is null)
            faults.Add("id: must be the id of an alert");
        if (!Steps.TryGetValue(Text("step", 64) ?? "", out var step))
            faults.Add($"step: must be one of {string.Join(", ", Steps.Keys)}");
        var change = new AlertChange(id, step, Text("text", TextLimit), Text("owner", OwnerLimit));
        if (step == AlertStep.Commented && change.Text is null)
            faults.Add("text: is what a comment consists of");
        return faults.Count == 0 ? change : null;
    }

    public AlertEntry By(string who, long nowMs) => new(nowMs, who, Step, Text, Owner);
}
