namespace Pulso.Cli.Demo.Simulation;

/// <summary>What happens next: the loop of a discrete-event simulation, in seconds since the day began.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (double At, int Order)> due = new();
    private int order;

    /// <summary>The instant that is being played.</summary>
    public double Now { get; private set; }

    /// <summary>Plans something; of two things at one instant the one planned first comes first.</summary>
    public void At(double second, Action happens) => due.Enqueue(happens, (second, order++));

    public void In(double seconds, Action happens) => At(Now + seconds, happens);

    public void Run()
    {
        while (due.TryDequeue(out var happens, out var when))
        {
            Now = when.At;
            happens();
        }
    }
}
