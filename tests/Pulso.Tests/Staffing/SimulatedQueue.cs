using Pulso.Staffing;

namespace Pulso.Tests.Staffing;

/// <summary>Callers one after another, in order of arrival: each takes the agent who is free first, unless that is too late.</summary>
internal static class SimulatedQueue
{
    /// <returns>The share answered within a time, and the share who left.</returns>
    public static (double Within, double Left) Run(ErlangA queue, int agents, double withinSeconds, int callers, int seed)
    {
        var random = new Random(seed);
        double Exponential(double mean) => -Math.Log(1 - random.NextDouble()) * mean;

        var free = new PriorityQueue<int, double>(Enumerable.Range(0, agents).Select(agent => (agent, 0.0)));
        double now = 0;
        int within = 0;
        int left = 0;
        for (int i = 0; i < callers; i++)
        {
            now += Exponential(1 / queue.ArrivalsPerSecond);
            free.TryPeek(out int agent, out double freeAt);
            double wait = Math.Max(0, freeAt - now);
            if (wait > Exponential(queue.PatienceSeconds))
            {
                left++;
                continue;
            }
            within += wait <= withinSeconds ? 1 : 0;
            free.DequeueEnqueue(agent, now + wait + Exponential(queue.HandleSeconds));
        }
        return ((double)within / callers, (double)left / callers);
    }
}
