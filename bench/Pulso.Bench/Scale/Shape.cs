namespace Pulso.Bench.Scale;

/// <summary>A deployment under a load.</summary>
/// <param name="EventsPerSecond">Accepted at the busiest hour; each in a request and a message of its own, as most vendors send them.</param>
/// <param name="Tenants">Between which the events are divided evenly.</param>
/// <param name="Sessions">Of each tenant.</param>
/// <param name="Partitions">Of each tenant.</param>
/// <param name="Instances">Each takes one batch of one session at a time.</param>
/// <param name="DerivedPerEvent">Derived events for each accepted one, each a message.</param>
internal sealed record Shape(double EventsPerSecond, int Tenants, int Sessions, int Partitions, int Instances, double DerivedPerEvent, Limits Limits)
{
    /// <summary>Messages of a batch, as host.json says.</summary>
    public const int BatchSize = 64;

    /// <summary>Rows of an inbox that are taken together (<c>Aggregation/Inbox.cs</c>).</summary>
    public const int InboxSize = 256;

    /// <summary>How often a session has its turn to empty its inbox, as deployed; 0 where each event is a message.</summary>
    public double GatherMs { get; init; } = 1_000 * Running.Deployed.GatherSeconds;

    /// <summary>Where webhooks are answered: they have instances of their own.</summary>
    public int WebhookInstances => (int)Math.Ceiling(EventsPerSecond * Limits.AnswerMs / 1_000 / Limits.Requests);

    /// <summary>The 99th percentile of the lag that a manager would still call live.</summary>
    public const double LiveMs = 10_000;

    /// <summary>Events that are applied, derived ones included.</summary>
    public double AppliedPerSecond => EventsPerSecond * (1 + DerivedPerEvent);
}

/// <summary>What came of it.</summary>
/// <param name="MedianLagMs">From acceptance to the commit of the event's figures.</param>
/// <param name="Busy">The share of time that the instances worked.</param>
/// <param name="EventsPerBatch">Derived ones included.</param>
/// <param name="EntitiesPerEvent">Rows written for each accepted event, those of derived ones and of inboxes included.</param>
/// <param name="MessagesPerEvent">Messages for each accepted event.</param>
/// <param name="SentPerEvent">The same with those that the broker drops, because another process has sent them too.</param>
/// <param name="BatchesPerEvent">Batches for each accepted event: executions, and blobs of the archive.</param>
/// <param name="IsSteady">False where the queue grew to the end.</param>
internal sealed record Outcome(double MedianLagMs, double WorstLagMs, double Busy, double EventsPerBatch, double EntitiesPerEvent, double MessagesPerEvent, double SentPerEvent, double BatchesPerEvent, bool IsSteady)
{
    public bool IsLive => IsSteady && WorstLagMs <= Shape.LiveMs;
}
