using System.Text.Json;
using System.Text.Json.Nodes;
using Pulso.Functions.Http;
using Pulso.Kpis;

namespace Pulso.Functions.Tenants;

/// <summary>A goal as in the settings, to be added to them.</summary>
internal sealed class NewGoal
{
    // What tells goals apart.
    private static readonly string[] Identity = ["kpi", "channel", "queue"];

    private readonly JsonObject goal;

    private NewGoal(JsonObject goal) => this.goal = goal;

    /// <returns>The goal; null when <paramref name="faults"/> are told why it is none. Beyond its figure the settings themselves say what is wrong with it.</returns>
    public static NewGoal? Read(byte[] body, ICollection<string> faults)
    {
        if (JsonBody.Read(body, faults) is not { } json)
            return null;
        if (json.TryGetProperty("kpi", out var kpi) && kpi.ValueKind == JsonValueKind.String && Catalogue.Find(kpi.GetString()!) is not null)
            return new NewGoal(JsonObject.Create(json)!);
        faults.Add("must be a goal as in the settings, for a figure of the catalogue");
        return null;
    }

    /// <summary>Appends a version that differs from the last one in this goal alone.</summary>
    /// <remarks>A later version that is there already has the goal's day, or a day after it, for its beginning: it cannot change any more.</remarks>
    public void AppendTo(JsonObject document, DateOnly validFrom)
    {
        var versions = document["versions"]!.AsArray();
        var next = versions[^1]!.DeepClone().AsObject();
        next["validFrom"] = $"{validFrom:yyyy-MM-dd}";
        next["goals"] = new JsonArray([.. (next["goals"]?.AsArray() ?? []).Where(other => !IsForTheSame(other!.AsObject())).Select(other => other!.DeepClone()), goal.DeepClone()]);
        versions.Add(next);
    }

    private bool IsForTheSame(JsonObject other) => Identity.All(name => goal[name]?.ToString() == other[name]?.ToString());
}
