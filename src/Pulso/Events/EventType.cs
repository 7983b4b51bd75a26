namespace Pulso.Events;

/// <summary>What an event is about: it decides on which timeline the event lies.</summary>
public enum About
{
    /// <summary>A contact, named by the event's subject, or a thread in its place.</summary>
    Contact,

    /// <summary>An asked or answered survey: the contact's, if it names one.</summary>
    Survey,
    Customer,
    Agent,
    Tenant,

    /// <summary>Nothing but itself.</summary>
    Itself,
}

/// <summary>A type of event: its name, its rank among events of one instant, and the fields that its data may carry.</summary>
/// <param name="Rank">The stored number of the type and its order at equal times (contract, section 1).</param>
public sealed record EventType(byte Rank, string Name, About About, IReadOnlyList<Field> Fields, IReadOnlyList<Field> Required)
{
    private readonly Dictionary<string, Field> byName = Fields.ToDictionary(field => field.Name);

    /// <summary>True for what timelines tell each other; never taken from outside and never archived.</summary>
    public bool IsDerived => Rank >= 200;

    public Field? FieldNamed(string name) => byName.GetValueOrDefault(name);

    public override string ToString() => Name;
}
