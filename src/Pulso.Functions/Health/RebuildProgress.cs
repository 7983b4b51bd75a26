using Pulso.Functions.Generations;

namespace Pulso.Functions.Health;

/// <summary>A rebuild under way, or one that waits for somebody.</summary>
/// <param name="Events">Archived events sent so far; then come <paramref name="Carried"/> that timelines alone still hold.</param>
/// <param name="Through">The day on which the queue took the last of them.</param>
/// <param name="DaysCompared">Business days held against the figures that serve.</param>
public sealed record RebuildProgress(
    string Tenant, int Generation, string Phase, DateTimeOffset StartedAt, long Events, long Carried, string? Through, int DaysCompared, string? Failure)
{
    internal static RebuildProgress Of(string tenant, RebuildState state) => new(
        tenant, state.Generation, state.Phase.ToString(), state.StartedAt, state.Events, state.Carried, state.Through, state.Report.Days, state.Failure);
}
