namespace Pulso.Events.Parsing;

/// <summary>A well-formed event of a request, before its keys are admitted.</summary>
/// <param name="Subject">The contact id, where the event names one.</param>
public sealed record ParsedEvent(string Source, string? Subject, Event Event);

/// <summary>What a request holds: events, or the reasons why nothing of it is accepted.</summary>
/// <param name="Sources">Every source that could be read, also of faulty events.</param>
/// <param name="UnknownFields">Names of dropped fields, with how often each came.</param>
public sealed record ParsedRequest(
    IReadOnlyList<ParsedEvent> Events,
    IReadOnlyList<Fault> Faults,
    IReadOnlySet<string> Sources,
    IReadOnlyDictionary<string, int> UnknownFields);
