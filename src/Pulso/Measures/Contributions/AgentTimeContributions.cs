using Pulso.Settings;
using Pulso.Timelines.Agents;

namespace Pulso.Measures.Contributions;

/// <summary>What an agent's day adds to the cells: its time by state, planned, and as planned, each span cut at the bounds of intervals.</summary>
public static class AgentTimeContributions
{
    public static void Add(string agent, AgentTime time, TenantSettings settings, Cells cells)
    {
        var facet = Facet.OfAgent(agent);
        foreach (var span in time.States.Where(span => span.State != WorkState.Offline))
        {
            Add(Counter.ConnectedMs, span.FromMs, span.ToMs);
            Add(CounterOf(span.State), span.FromMs, span.ToMs);
        }
        foreach (var planned in time.Plan.Where(planned => planned.State != WorkState.Offline))
        {
            Add(Counter.PlannedMs, planned.FromMs, planned.ToMs);
            foreach (var span in time.States.Where(span => WorkState.Adheres(span.State, planned.State)))
                Add(Counter.AdherentMs, Math.Max(span.FromMs, planned.FromMs), Math.Min(span.ToMs, planned.ToMs));
        }

        void Add(Counter counter, long fromMs, long toMs)
        {
            foreach (var (slot, startMs, endMs) in settings.Calendar.Parts(fromMs, toMs))
                cells.At(new CellKey(slot.Date, slot.IntervalMs, Dimensions.Unknown, facet)).Add(counter, endMs - startMs);
        }
    }

    private static Counter CounterOf(string state) => state switch
    {
        WorkState.Available => Counter.AvailableMs,
        WorkState.Contact => Counter.ContactMs,
        WorkState.Wrap => Counter.WrapStateMs,
        WorkState.Break => Counter.BreakMs,
        _ => Counter.OtherMs,
    };
}
