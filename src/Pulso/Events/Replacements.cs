namespace Pulso.Events;

/// <summary>Pseudonyms that others take the place of, wherever they stand in an event or name its timeline.</summary>
/// <remarks>Figures do not depend on what a customer is called: with the same replacement everywhere they stay as they are.</remarks>
public sealed class Replacements(IReadOnlyDictionary<string, string> pseudonyms)
{
    public static readonly Replacements None = new(new Dictionary<string, string>());

    public bool IsEmpty => pseudonyms.Count == 0;

    /// <summary>True for a pseudonym that another takes the place of.</summary>
    public bool Holds(string pseudonym) => pseudonyms.ContainsKey(pseudonym);

    /// <summary>The frame with every such pseudonym replaced; the same instance where it holds none.</summary>
    public Frame Apply(Frame frame)
    {
        var key = frame.Key.Kind is Timelines.TimelineKind.Customer or Timelines.TimelineKind.Thread && pseudonyms.TryGetValue(frame.Key.Name, out string? name)
            ? frame.Key with { Name = name } : frame.Key;
        bool holds = frame.Event.Values.Any(Holds);
        if (key == frame.Key && !holds)
            return frame;
        return new Frame(new Timelines.TimelineKey(key.Kind, key.Name), frame.Source, holds ? Apply(frame.Event) : frame.Event);
    }

    private Event Apply(Event item) => new(
        item.Type, item.TimeMs, item.Id, [.. item.Values.Select(value => Holds(value) ? new FieldValue(value.Field, pseudonyms[value.Text!]) : value)]);

    private bool Holds(FieldValue value) => value.Field.Kind == FieldKind.Pseudonym && value.Text is { } text && pseudonyms.ContainsKey(text);
}
