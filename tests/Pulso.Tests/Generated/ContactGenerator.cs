using Pulso.Events;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Generated;

/// <summary>Makes one contact after another; many begin exactly where the recontact window of an earlier one does, or ends.</summary>
internal sealed class ContactGenerator(Random random, Place place)
{
    private static readonly long[] Windows = [0, At.Hour / 2, At.Hour, 2 * At.Hour, 3 * At.Hour, 72 * At.Hour];

    private readonly List<long> edges = [];
    private int contacts;

    public IReadOnlyList<Frame> Next()
    {
        var contact = new GeneratedContact(random, $"contact-{++contacts}", StartMs());
        Plots.Any(random)(contact);
        contact.Lose();
        edges.AddRange(contact.SolvedMs.SelectMany(solved => Windows.Select(window => solved + window)));
        return contact.Frames;
    }

    private long StartMs() => edges.Count > 0 && random.Next(2) == 0
        ? edges[random.Next(edges.Count)] + random.Next(-1, 2)
        : place.FromMs + (random.Next(60) * 5 * At.Minute);
}
