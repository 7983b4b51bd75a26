namespace Pulso.Events;

/// <summary>Pseudonyms that others take the place of, wherever they stand in an event or name its timeline.</summary>
/// <remarks>Figures do not depend on what a customer is called: with the same replacement everywhere they stay as they are.</remarks>
public sealed class Replacements(IReadOnlyDictionary<string, string> pseudonyms)
{
    public static readonly Replacements None = new(new Dictionary<string, string>());

    public bool IsEmpty => pseudonyms.Count == 0;

    /// <summary>True for a pseudonym that another takes the place of.</summary>
    public bool Holds(string pseudonym) => pseudonyms.ContainsKey(pseudonym);

    /// <summary>What takes the place of a pseudonym: itself, where none does.</summary>
    public string Of(string pseudonym) => pseudonyms.GetValueOrDefault(pseudonym, pseudonym);
}
