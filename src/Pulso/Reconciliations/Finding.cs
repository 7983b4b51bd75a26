namespace Pulso.Reconciliations;

/// <summary>In what a contact differs between a report and the figures.</summary>
public enum FindingKind
{
    /// <summary>The report has it, and no event told of it.</summary>
    MissingHere,

    /// <summary>Events told of it, and the report leaves it out.</summary>
    MissingThere,

    /// <summary>The report has it more than once.</summary>
    Repeated,
    Outcome,
    Started,
    Wait,
    Handle,
}

/// <summary>One difference, and what explains it.</summary>
/// <param name="Reported">What the report says; null where it says nothing.</param>
/// <param name="Known">What the events say.</param>
/// <param name="IsExplained">True where the difference is one of definition, which both sides can be right about.</param>
public sealed record Finding(string Contact, FindingKind Kind, string? Reported, string? Known, string Explanation, bool IsExplained);
