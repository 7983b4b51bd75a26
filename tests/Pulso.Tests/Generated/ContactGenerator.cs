using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Generated;

/// <summary>Makes one contact after another; many begin exactly where the recontact window of an earlier one does, or ends.</summary>
internal sealed class ContactGenerator(Random random, Place place)
{
    private readonly List<long> edges = [];
    private int contacts;

    public IReadOnlyList<Frame> Next()
    {
        var kind = random.Next(10) switch { 0 => TimelineKind.Alone, < 4 => TimelineKind.Thread, _ => TimelineKind.Contact };
        // A thread is known by its pseudonym, of 22 characters.
        string name = $"{kind}-{++contacts}".ToLowerInvariant().PadRight(22, '_');
        var contact = new GeneratedContact(random, kind, name, StartMs());
        Plots.Any(kind, random)(contact);
        contact.Lose();
        edges.AddRange(contact.SolvedMs.SelectMany(solved => place.WindowsMs.Select(window => solved + window)));
        return contact.Frames;
    }

    private long StartMs() => edges.Count > 0 && random.Next(3) > 0
        ? edges[random.Next(edges.Count)] + (random.Next(4) == 0 ? random.Next(-1, 2) : 0)
        : place.FromMs + (random.Next(60) * 5 * At.Minute);
}
