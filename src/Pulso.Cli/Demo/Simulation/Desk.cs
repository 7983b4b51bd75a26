namespace Pulso.Cli.Demo.Simulation;

/// <summary>A group of agents and those who wait for them: the longest waiting first, the longest idle agent with the skill.</summary>
internal sealed class Desk
{
    private readonly Agenda agenda;
    private readonly LinkedList<Wait> waits = [];

    public Desk(IReadOnlyList<SimulatedAgent> agents, Agenda agenda)
    {
        (Agents, this.agenda) = (agents, agenda);
        foreach (var agent in agents)
        {
            foreach (double turn in new[] { agent.Shift.From, agent.Break.From, agent.Break.To, agent.Shift.To })
                agenda.At(turn, () => Turn(agent));
        }
    }

    public IReadOnlyList<SimulatedAgent> Agents { get; }

    /// <summary>Enters a queue.</summary>
    /// <param name="patience">In seconds; infinite for who does not wait on the line.</param>
    public void Enter(string queue, double patience, Action<SimulatedAgent> taken, Action abandoned)
    {
        var wait = waits.AddLast(new Wait(queue, taken));
        Match();
        if (wait.List is null || double.IsInfinity(patience))
            return;
        agenda.In(patience, () =>
        {
            if (wait.List is null)
                return;
            waits.Remove(wait);
            abandoned();
        });
    }

    /// <summary>Frees an agent after wrap-up.</summary>
    public void Release(SimulatedAgent agent)
    {
        agent.Release(agenda.Now);
        Match();
    }

    private void Turn(SimulatedAgent agent)
    {
        agent.Note(agenda.Now);
        Match();
    }

    private void Match()
    {
        for (var wait = waits.First; wait is not null;)
        {
            var next = wait.Next;
            if (Agents.Where(agent => agent.CanTake(wait.Value.Queue, agenda.Now)).MinBy(agent => agent.FreeSince) is { } free)
            {
                waits.Remove(wait);
                free.Take(agenda.Now);
                wait.Value.Taken(free);
            }
            wait = next;
        }
    }

    private sealed record Wait(string Queue, Action<SimulatedAgent> Taken);
}
