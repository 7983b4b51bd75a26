using Pulso.Events;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Generated;

/// <summary>Makes one contact after another; many begin exactly where the recontact window of an earlier one does, or ends.</summary>
internal sealed class ContactGenerator(Random random, Place place)
{
    private readonly List<long> edges = [];
    private int contacts;

    public IReadOnlyList<Frame> Next()
    {
        var contact = new GeneratedContact(random, $"contact-{++contacts}", StartMs());
        Plots.Any(random)(contact);
        contact.Lose();
        edges.AddRange(contact.SolvedMs.SelectMany(solved => place.WindowsMs.Select(window => solved + window)));
        return contact.Frames;
    }

    private long StartMs() => edges.Count > 0 && random.Next(3) > 0
        ? edges[random.Next(edges.Count)] + (random.Next(4) == 0 ? random.Next(-1, 2) : 0)
        : place.FromMs + (random.Next(60) * 5 * At.Minute);
}
