using Pulso.Acceptance.Running;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Chaos.Streams;

/// <summary>An event as it is sent, and as the app will keep it.</summary>
internal sealed record Line(string Text, Frame Frame);

/// <summary>What one tenant is sent in a round: generated streams of all types, with contacts among them that are made to be trouble.</summary>
internal sealed class RoundEvents
{
    private const string Zone = "Asia/Jerusalem"; // clocks go forward amid the round
    private const int DaysPublished = 11; // a whole week among them

    private const string Rules = """
        "channels": {
          "voice": { "recontactHours": 1, "queues": { "north": { "serviceLevelSeconds": 30, "shortAbandonSeconds": 20 } } },
          "chat": { "serviceLevelSeconds": 20, "recontactHours": 2 },
          "whatsapp": { "threadGapHours": 1, "recontactHours": 2, "fcrWeight": 1.5 },
          "social": { "threadGapHours": 0.5, "recontactHours": 1 },
          "helpdesk": { "recontactHours": 3 } }
        """;

    private readonly Random random;
    private readonly Pseudonyms pseudonyms;

    /// <param name="seed">Also decides which costly troubles the round has.</param>
    public RoundEvents(string tenant, int seed, int size)
    {
        Tenant = tenant;
        bool heavy = seed % 2 == 0;
        Silence = seed % 4 == 1;
        IsRebuilt = seed % 4 == 0;
        random = new Random(seed);
        pseudonyms = Pseudonyms.Of(new byte[32], tenant);
        Heavy = heavy ? Read(HeavyNames().SelectMany(name => Specials.Heavy(name, 42))) : [];
        TooLarge = heavy ? [] : Read(Specials.Heavy("too-large", 80));
        Wanderers = Read(Enumerable.Range(1, 12).SelectMany(i => Specials.Wanderer($"wanderer-{i}")));
        var longs = Read(Specials.Long("long"));
        Refused = Read(Enumerable.Range(1, 3).SelectMany(i => Specials.Call($"refused-{i}")));
        var others = Read([.. Generated(size - Heavy.Count - TooLarge.Count - Wanderers.Count - longs.Count), .. Specials.Others()]);
        Neighbours = [.. others.Where(line => line.Frame.Key.Kind == TimelineKind.Contact).GroupBy(line => line.Frame.Key)
            .Where(contact => contact.Count() > 3).Take(3).Select(contact => contact.ToList())];
        InOrder = [.. others.Concat(longs).Concat(Wanderers).Concat(TooLarge).Concat(Heavy).Select(line => line.Text)];
        Late = [longs[^1], .. others.Except(Neighbours.SelectMany(contact => contact)).Where(_ => random.Next(10) == 0)];
        Types = [.. others.Select(line => line.Frame.Event.Type).Distinct()];
        Early = [.. others.Except(Neighbours.SelectMany(contact => contact)).Concat(longs).Concat(Wanderers).Concat(TooLarge).Concat(Refused).Except(Late)];
    }

    public string Tenant { get; }

    /// <summary>True if the storage is to be silent until its client gives up.</summary>
    public bool Silence { get; }

    /// <summary>True if all figures are to be computed anew amid the events.</summary>
    public bool IsRebuilt { get; }

    /// <summary>Everything that is to be counted, contact by contact.</summary>
    public IReadOnlyList<string> InOrder { get; }

    /// <summary>What the webhook gets, and what it gets when all else is over.</summary>
    public IReadOnlyList<Line> Early { get; }

    public IReadOnlyList<Line> Late { get; }

    /// <summary>Contacts that share a message with a poison event.</summary>
    public IReadOnlyList<IReadOnlyList<Line>> Neighbours { get; }

    /// <summary>Contacts of one partition that weigh more than 4 MiB together.</summary>
    public IReadOnlyList<Line> Heavy { get; }

    /// <summary>A contact of which some events find no room, whichever come last.</summary>
    public IReadOnlyList<Line> TooLarge { get; }

    public IReadOnlyList<Line> Wanderers { get; }

    /// <summary>Contacts whose rows the storage refuses; nobody is to count them.</summary>
    public IReadOnlyList<Line> Refused { get; }

    /// <summary>The types that the events are of.</summary>
    public IReadOnlyCollection<EventType> Types { get; }

    /// <summary>By then every instant has come that the events wait for: gaps and windows are hours here.</summary>
    public DateTimeOffset SettledAt => DateTimeOffset.FromUnixTimeMilliseconds(Early.Concat(Late).Max(line => line.Frame.Event.TimeMs)).AddDays(30);

    public Task<Tenant> TenantAsync(RunningApp app) => Acceptance.Running.Tenant.CreateAsync(app, Tenant, CanonicalJson.Source, Zone, Rules);

    /// <summary>Publishes the days with the most events, and some of the others, and downloads all files.</summary>
    public async Task<Exported> PublishAsync(Tenant tenant)
    {
        await tenant.VerifyAsync();
        foreach (var day in Days())
            await tenant.SnapshotAsync(day);
        return (await Exported.OfAsync(tenant)).Of(Days());
    }

    /// <summary>The days of the round that are published, fullest first.</summary>
    public IReadOnlyList<DateOnly> Days() =>
    [
        .. Early.Concat(Late).Select(line => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(line.Frame.Event.TimeMs).UtcDateTime))
            .GroupBy(day => day).OrderByDescending(day => day.Count()).ThenBy(day => day.Key).Select(day => day.Key).Take(DaysPublished),
    ];

    private IEnumerable<string> Generated(int events)
    {
        var place = new Place(Tenants.In(Zone), At.Utc("2026-03-26T20:00:00Z"), 0, At.Hour, 2 * At.Hour, 3 * At.Hour);
        for (int group = 1; events > 0; group++)
        {
            var contacts = new ContactGenerator(random, place);
            var frames = Enumerable.Range(0, random.Next(1, 14)).SelectMany(_ => contacts.Next()).ToList();
            frames.AddRange(Noise.Around([.. frames], place.FromMs, random));
            events -= frames.Count;
            var json = new CanonicalJson(pseudonyms, $"g{group}");
            foreach (var frame in frames)
                yield return json.Line(frame);
        }
    }

    /// <summary>Names of contacts that lie in one partition.</summary>
    private IEnumerable<string> HeavyNames() => Enumerable.Range(1, int.MaxValue).Select(i => $"heavy-{i}")
        .Where(name => new TimelineKey(TimelineKind.Contact, name).Partition(Tenant, Running.Disturbed.Partitions) == 3).Take(8);

    /// <summary>The lines that the app takes, as it takes them. Some generated events make no sense, and it refuses them.</summary>
    private List<Line> Read(IEnumerable<string> lines)
    {
        var read = new List<Line>();
        foreach (string text in lines)
        {
            var parsed = EventParser.Structured(System.Text.Encoding.UTF8.GetBytes(text), pseudonyms);
            if (parsed.Faults.Count == 0)
                read.Add(new Line(text, Frame(parsed.Events[0])));
        }
        return read;
    }

    private static Frame Frame(ParsedEvent parsed) => new(TimelineKey.Of(parsed.Event, parsed.Subject), parsed.Source, parsed.Event);
}
