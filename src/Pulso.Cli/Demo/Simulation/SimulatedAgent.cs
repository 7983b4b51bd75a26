namespace Pulso.Cli.Demo.Simulation;

/// <summary>A span of the day, in seconds since it began, without its end.</summary>
internal readonly record struct Span(double From, double To);

/// <summary>A person who works a shift with one break.</summary>
/// <param name="slots">How many contacts at once.</param>
internal sealed class SimulatedAgent(string name, string team, IReadOnlyList<string> skills, Span shift, Span pause, int slots)
{
    private readonly List<(double At, string State)> states = [];
    private int contacts;
    private int wrapping;

    public string Name => name;

    public string Team => team;

    public IReadOnlyList<string> Skills => skills;

    public Span Shift => shift;

    public Span Break => pause;

    /// <summary>What the agent did since when, a state until the next one.</summary>
    public IReadOnlyList<(double At, string State)> States => states;

    /// <summary>Since when a slot has been free.</summary>
    public double FreeSince { get; private set; }

    public bool CanTake(string queue, double now) => contacts + wrapping < slots && IsOnDuty(now) && skills.Contains(queue);

    public void Take(double now)
    {
        contacts++;
        Note(now);
    }

    /// <summary>The customer is gone; what is left is wrap-up.</summary>
    public void Wrap(double now)
    {
        contacts--;
        wrapping++;
        Note(now);
    }

    public void Release(double now)
    {
        wrapping--;
        FreeSince = now;
        Note(now);
    }

    /// <summary>Notes the state, if it is another one than before.</summary>
    public void Note(double now)
    {
        string state = State(now);
        if (states.Count == 0 || states[^1].State != state)
            states.Add((now, state));
    }

    private string State(double now) =>
        contacts > 0 ? "contact"
        : wrapping > 0 ? "wrap"
        : IsOnDuty(now) ? "available"
        : now >= pause.From && now < pause.To ? "break"
        : "offline";

    private bool IsOnDuty(double now) => now >= shift.From && now < shift.To && (now < pause.From || now >= pause.To);
}
