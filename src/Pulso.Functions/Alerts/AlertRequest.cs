using Microsoft.AspNetCore.Http;
using Pulso.Alerts;
using Pulso.Events.Parsing;
using Pulso.Functions.Http;

namespace Pulso.Functions.Alerts;

/// <summary>What <c>GET alerts</c> is asked: the open ones of the last 30 days, unless it says otherwise.</summary>
/// <param name="State"><c>open</c>, <c>all</c>, or how they stand.</param>
internal sealed record AlertRequest(long FromMs, long ToMs, string State, AlertKind? Kind, string? Owner)
{
    private const long DayMs = 86_400_000;
    private const int MostDays = 400;
    private const string OpenOnes = "open";
    private const string AllOnes = "all";

    private static readonly string[] Known = ["from", "to", "state", "kind", "owner"];
    private static readonly string[] States = [OpenOnes, AllOnes, .. new[] { AlertStep.Raised, AlertStep.Acknowledged, AlertStep.Resolved }.Select(AlertJson.Word)];

    public bool OpenOnly => State is not AllOnes && State != AlertJson.Word(AlertStep.Resolved);

    /// <summary>Reads the query; every fault in one answer.</summary>
    public static AlertRequest? Read(IQueryCollection query, long nowMs, out List<string> faults)
    {
        var found = faults = [.. query.Unknown(Known)];
        long Bound(string name, long fallback)
        {
            if (query.Text(name) is not { } text)
                return fallback;
            if (Instants.Parse(text) is not { } ms)
                found.Add($"{name}: must be an instant, such as 2026-03-02T09:00:00Z");
            else
                return ms;
            return fallback;
        }
        long to = Bound("to", nowMs + 1);
        long from = Bound("from", to - (30 * DayMs));
        if (to <= from || to - from > MostDays * DayMs)
            found.Add($"to: must be later than from, by no more than {MostDays} days");
        string state = query.Text("state") ?? OpenOnes;
        if (!States.Contains(state))
            found.Add($"state: must be one of {string.Join(", ", States)}");
        var kind = query.Text("kind") is { } name ? AlertKindName.Read(name) : null;
        if (kind is null && query.Text("kind") is not null)
            found.Add($"kind: must be one of {string.Join(", ", AlertKindName.All)}");
        return found.Count == 0 ? new AlertRequest(from, to, state, kind, query.Text("owner")) : null;
    }

    public bool Takes(AlertLife life) =>
        (State is OpenOnes or AllOnes || State == AlertJson.Word(life.State)) && (Kind ?? life.Alert.Kind) == life.Alert.Kind && (Owner ?? life.Owner) == life.Owner;
}
