namespace Pulso.Cli.Demo.Simulation;

/// <summary>What a customer wants, on whichever channel.</summary>
/// <param name="Customer">Null where nobody knows who it is.</param>
/// <param name="Attempt">0 at first, then 1 more each time the customer comes back.</param>
internal sealed record Need(string? Customer, string Queue, string Reason, string? Priority, int Attempt);

/// <summary>One agent's turn in a contact, from entering the queue on. Seconds since the day began, and durations.</summary>
internal sealed class SimulatedLeg(string queue, double queuedAt)
{
    public string Queue => queue;

    public double QueuedAt => queuedAt;

    public double? AbandonedAt { get; set; }

    public SimulatedAgent? Agent { get; set; }

    public double AnsweredAt { get; set; }

    public double Talk { get; set; }

    public double Hold { get; set; }

    public double Wrap { get; set; }

    /// <summary>When the customer is gone and wrap-up begins.</summary>
    public double TalkedUntil => AnsweredAt + Talk + Hold;

    public double EndedAt => TalkedUntil + Wrap;

    /// <summary><c>warm</c> or <c>cold</c> where the agent passed the contact on.</summary>
    public string? Transfer { get; set; }
}

/// <summary>What became of one contact. Instants are seconds since the day began; null for what did not happen.</summary>
internal sealed class SimulatedContact(string id, string channel, double start, Need need)
{
    public string Id => id;

    public string Channel => channel;

    public double Start => start;

    public Need Need => need;

    public List<SimulatedLeg> Legs { get; } = [];

    /// <summary>When the IVR or the bot was left, and whereto: <c>queue</c>, <c>hangup</c> or <c>contained</c>.</summary>
    public (double At, string To)? SelfServiceLeft { get; set; }

    public double? Escalated { get; set; }

    /// <summary>While the agent waited for the customer.</summary>
    public Span? Paused { get; set; }

    public List<double> Resolved { get; } = [];

    /// <summary>True if the resolutions solved the need.</summary>
    public bool Solved { get; set; }

    public double? Reopened { get; set; }

    public double? Closed { get; set; }

    /// <summary>True if the customer waited in a queue for more than two minutes.</summary>
    public bool IsSlow() => Legs.Exists(leg => (leg.AbandonedAt ?? leg.AnsweredAt) - leg.QueuedAt > 120);
}
