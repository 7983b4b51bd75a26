namespace Pulso.Measures;

/// <summary>Where in time a counter's contribution lies.</summary>
public enum Anchor
{
    /// <summary>The opening of the queue leg.</summary>
    Leg,

    /// <summary>The end of the agent leg.</summary>
    AgentLeg,

    /// <summary>The start of the contact.</summary>
    Start,

    /// <summary>The first resolution of the contact.</summary>
    Resolution,
}

/// <summary>An additive integer counter of a cell (kpis.md): a count, or milliseconds where the name ends in <c>_ms</c>.</summary>
/// <param name="Code">The stored number; never reused. Codes from 4,096 on are histogram buckets.</param>
/// <param name="Name">The name in exports.</param>
public sealed record Counter(int Code, string Name, Anchor Anchor, string Meaning)
{
    private static readonly List<Counter> Defined = [];

    public static readonly Counter Contacts = Define(1, "contacts", Anchor.Start, "contacts started");
    public static readonly Counter CustomerKnown = Define(2, "customer_known", Anchor.Start, "contacts with a known customer");

    public static readonly Counter Offered = Define(10, "offered", Anchor.Leg, "queue legs opened");
    public static readonly Counter Answered = Define(11, "answered", Anchor.Leg, "legs that an agent took");
    public static readonly Counter Abandoned = Define(12, "abandoned", Anchor.Leg, "legs that the customer left");
    public static readonly Counter FlowedOut = Define(13, "flowed_out", Anchor.Leg, "legs ended by another queue or by the contact's end");
    public static readonly Counter AbandonedShort = Define(14, "abandoned_short", Anchor.Leg, "abandoned with a wait below the short-abandon setting");
    public static readonly Counter AnsweredWithin = Define(15, "answered_within", Anchor.Leg, "answered with a wait up to the threshold");
    public static readonly Counter AbandonedWithin = Define(16, "abandoned_within", Anchor.Leg, "abandoned with a wait up to the threshold");
    public static readonly Counter TimedOffered = Define(17, "timed_offered", Anchor.Leg, "offered, where a threshold is set");
    public static readonly Counter TimedAnswered = Define(18, "timed_answered", Anchor.Leg, "answered, where a threshold is set");
    public static readonly Counter TimedAbandoned = Define(19, "timed_abandoned", Anchor.Leg, "abandoned, where a threshold is set");
    public static readonly Counter TimedAbandonedShort =
        Define(20, "timed_abandoned_short", Anchor.Leg, "abandoned_short, where a threshold is set");
    public static readonly Counter TimedFlowedOut = Define(21, "timed_flowed_out", Anchor.Leg, "flowed_out, where a threshold is set");
    public static readonly Counter WaitAnsweredMs = Define(22, "wait_answered_ms", Anchor.Leg, "wait of the answered legs");
    public static readonly Counter WaitAbandonedMs = Define(23, "wait_abandoned_ms", Anchor.Leg, "wait of the abandoned legs");

    public static readonly Counter Handled = Define(40, "handled", Anchor.AgentLeg, "agent legs ended");
    public static readonly Counter TalkMs = Define(41, "talk_ms", Anchor.AgentLeg, "talk of the agent legs");
    public static readonly Counter HoldMs = Define(42, "hold_ms", Anchor.AgentLeg, "hold of the agent legs");
    public static readonly Counter WrapMs = Define(43, "wrap_ms", Anchor.AgentLeg, "wrap-up of the agent legs");
    public static readonly Counter SilenceMs = Define(44, "silence_ms", Anchor.AgentLeg, "silence within the talk");

    public static readonly Counter IvrEntered = Define(60, "ivr_entered", Anchor.Start, "contacts that entered the IVR");
    public static readonly Counter IvrMs = Define(61, "ivr_ms", Anchor.Start, "time in the IVR, entered to left");
    public static readonly Counter IvrAbandoned =
        Define(62, "ivr_abandoned", Anchor.Start, "contacts left in the IVR with no leg ever opened");

    public static readonly Counter Resolved = Define(80, "resolved", Anchor.Resolution, "contacts ever solved");
    public static readonly Counter ResolutionMs = Define(81, "resolution_ms", Anchor.Resolution, "start to last resolution");
    public static readonly Counter Reopened = Define(82, "reopened", Anchor.Resolution, "of the resolved, those ever reopened");

    public static readonly Counter FcrEligible =
        Define(100, "fcr_eligible", Anchor.Start, "inbound contacts ever solved, customer known");
    public static readonly Counter Fcr =
        Define(101, "fcr", Anchor.Start, "of the eligible: not recontacted, never reopened, never escalated");
    public static readonly Counter Recontacted =
        Define(102, "recontacted", Anchor.Start, "of the eligible: another inbound contact of the customer began in the window");

    /// <summary>Every counter, in the order of the exports' columns.</summary>
    public static IReadOnlyList<Counter> All => Defined;

    private static Counter Define(int code, string name, Anchor anchor, string meaning)
    {
        var counter = new Counter(code, name, anchor, meaning);
        Defined.Add(counter);
        return counter;
    }
}
