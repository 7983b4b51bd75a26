namespace Pulso.Events;

/// <summary>Pseudonyms that others take the place of, wherever they stand in an event or name its timeline; what those customers wrote goes.</summary>
/// <remarks>Figures do not depend on what a customer is called: with the same replacement everywhere they stay as they are.</remarks>
/// <param name="contacts">The hashes of the keys of these customers' contacts: a survey names its contact, and its customer seldom.</param>
public sealed class Replacements(IReadOnlyDictionary<string, string> pseudonyms, IReadOnlySet<UInt128> contacts)
{
    public static readonly Replacements None = new(new Dictionary<string, string>(), new HashSet<UInt128>());

    public bool IsEmpty => pseudonyms.Count == 0;

    /// <summary>True for a pseudonym that another takes the place of.</summary>
    public bool Holds(string pseudonym) => pseudonyms.ContainsKey(pseudonym);

    /// <summary>What takes the place of a pseudonym: itself, where none does.</summary>
    public string Of(string pseudonym) => pseudonyms.GetValueOrDefault(pseudonym, pseudonym);

    /// <summary>The frame as it is without these customers; the same instance where nothing in it is theirs.</summary>
    public Frame In(Frame frame)
    {
        var renamed = frame.Rename(Of);
        return !ReferenceEquals(renamed, frame) || contacts.Contains(frame.Key.Hash) ? renamed.WithoutComment() : renamed;
    }
}
