namespace Pulso.Staffing;

/// <summary>A queue whose callers lose patience: Poisson arrivals, exponential handling and patience, first come first served (M/M/n+M).</summary>
/// <remarks>
/// The virtual wait has the density λ·π·exp(λ∫Ḡ − nμx), where Ḡ is the chance to be still waiting: F. Baccelli and G. Hebuterne, On queues
/// with impatient customers (1981); S. Zeltyn and A. Mandelbaum, Call centers with impatient customers, Queueing Systems 51 (2005). It is
/// integrated relative to its highest point, so that neither 1,000 agents nor a load far beyond them leave the range of numbers.
/// Without impatience it is Erlang-C.
/// </remarks>
/// <param name="ArrivalsPerSecond">Not negative.</param>
/// <param name="HandleSeconds">The mean time that a caller keeps an agent; positive.</param>
/// <param name="PatienceSeconds">The mean time that callers would wait; positive infinity where nobody ever leaves.</param>
public sealed record ErlangA(double ArrivalsPerSecond, double HandleSeconds, double PatienceSeconds)
{
    /// <summary>Nobody looks for more agents than this.</summary>
    public const int AgentsLimit = 10_000;

    /// <summary>The offered load in Erlangs: how many agents would be busy if nobody waited or left.</summary>
    public double Load => ArrivalsPerSecond * HandleSeconds;

    /// <summary>The share of all callers who are answered within a time.</summary>
    public double ServiceLevel(int agents, double withinSeconds) => VirtualWait.Of(this, agents) is { } wait ? wait.AnsweredWithin(withinSeconds) : 0;

    /// <summary>The share of callers who have to wait.</summary>
    public double Waiting(int agents) => VirtualWait.Of(this, agents)?.Positive ?? 1;

    /// <summary>The share of callers who leave.</summary>
    public double Abandonment(int agents) => VirtualWait.Of(this, agents)?.Left ?? 0;

    /// <summary>The share of the agents' time that is busy; 1 where the queue grows without end.</summary>
    public double Occupancy(int agents) => VirtualWait.Of(this, agents) is { } wait ? Math.Min(1, Load * (1 - wait.Left) / agents) : 1;

    /// <summary>The fewest agents with whom the service level is reached; null if more than <see cref="AgentsLimit"/> would be needed.</summary>
    public int? AgentsFor(double target, double withinSeconds)
    {
        int enough = 1;
        while (enough < AgentsLimit && ServiceLevel(enough, withinSeconds) < target)
            enough = Math.Min(AgentsLimit, enough * 2);
        if (ServiceLevel(enough, withinSeconds) < target)
            return null;
        for (int few = enough / 2; enough - few > 1;)
        {
            int middle = (few + enough) / 2;
            if (ServiceLevel(middle, withinSeconds) < target)
                few = middle;
            else
                enough = middle;
        }
        return enough;
    }
}
