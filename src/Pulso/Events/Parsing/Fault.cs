namespace Pulso.Events.Parsing;

/// <summary>Why an event is refused.</summary>
/// <param name="Index">The event's place in the request, from 0.</param>
/// <param name="Id">The event's id, where it could be read.</param>
/// <param name="Field">The attribute or <c>data</c> field at fault.</param>
public sealed record Fault(int Index, string? Id, string Field, string Reason);
