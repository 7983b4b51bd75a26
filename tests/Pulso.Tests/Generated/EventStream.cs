using Pulso.Events;
using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Generated;

/// <summary>What a tenant has sent: contacts of some customers, with repeats, conflicts and events of other kinds among them.</summary>
/// <param name="Seed">Makes the stream again.</param>
internal sealed record EventStream(int Seed, TenantSettings Settings, IReadOnlyList<Frame> Frames)
{
    public static EventStream Of(int seed)
    {
        var random = new Random(seed);
        var place = Place.Any(random);
        var contacts = new ContactGenerator(random, place);
        var frames = new List<Frame>();
        for (int count = random.Next(1, 14); count > 0; count--)
            frames.AddRange(contacts.Next());
        frames.AddRange(Commerce.Around([.. frames], place.FromMs, random));
        var agents = new AgentGenerator(random, place.FromMs);
        foreach (string agent in new[] { "kim", "lee" }.Where(_ => random.Next(3) == 0))
            frames.AddRange(agents.Days(agent).SelectMany(item => Frame.AllOf("/generated", item, null)));
        var ticks = Ticks.Of(frames, random).ToList();
        frames.AddRange(Noise.Around([.. frames], place.FromMs, random));
        frames.AddRange(ticks);
        return new EventStream(seed, place.Settings, frames);
    }

    /// <summary>Streams with fewer events, to find out which of them a failure needs.</summary>
    public IEnumerable<EventStream> Smaller()
    {
        for (int size = Frames.Count / 2; size > 0; size /= 2)
        {
            for (int at = 0; at < Frames.Count; at += size)
                yield return this with { Frames = [.. Frames.Take(at), .. Frames.Skip(at + size)] };
        }
    }

    public override string ToString() => $"""
        seed {Seed} (PULSO_SEED={Seed} runs it alone)
        {string.Join('\n', Frames.Select(Text))}

        """;

    private static string Text(Frame frame)
    {
        var values = frame.Event.Values.Select(value => $"{value.Field.Name}={value.Text ?? $"{value.Number}"}");
        return $"{At.Text(frame.Event.TimeMs)} {frame.Key.Kind} {frame.Key.Name} {frame.Event.Type} {string.Join(' ', values)} "
            + $"#{EventId.Text(frame.Event.Id)[..4]}";
    }
}
