using Microsoft.Extensions.Configuration;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Measures.Contributions;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions;

/// <summary>What a deployment decides once: read from app settings, and checked whole before the app starts.</summary>
/// <param name="Partitions">How many partitions a tenant's timelines are spread over (<c>Pulso__Partitions</c>). Never changed with data in place.</param>
/// <param name="Sessions">How many queue sessions the partitions of a tenant share (<c>Pulso__Sessions</c>).</param>
/// <param name="PseudonymKeys">The keys that the tenants' own derive from, the first one first (<c>Pulso__PseudonymKey</c>, each base64 of at least 32 bytes, commas between them).</param>
/// <param name="AdminKey">The first admin key, which opens every tenant (<c>Pulso__AdminKey</c>).</param>
/// <param name="Queue">The queue's name (<c>Pulso__Queue</c>).</param>
/// <param name="RequestsPerSecond">Webhook requests per tenant and instance, twice as many in a burst (<c>Pulso__RequestsPerSecond</c>).</param>
public sealed record Deployment(int Partitions, int Sessions, IReadOnlyList<byte[]> PseudonymKeys, string AdminKey, string Queue, int RequestsPerSecond)
{
    /// <summary>The queue or topic on which alerts are CloudEvents (<c>Pulso__AlertsQueue</c>); null where nobody listens.</summary>
    public string? AlertsQueue { get; init; }

    /// <summary>Accepted events wait for their session's turn, once in so many seconds (<c>Pulso__GatherSeconds</c>); 0 for at once.</summary>
    public int GatherSeconds { get; init; }

    /// <summary>The version of the rules that this app computes figures by.</summary>
    public int Rules { get; init; } = ContributionsVersion.Current;

    /// <summary>True if webhooks may be on this machine (<c>Pulso__AllowLoopbackWebhooks</c>): for tests alone.</summary>
    public bool AllowsLoopbackWebhooks { get; init; }

    /// <summary>True if App Service authentication stands in front of the app, so that its word on who signed in counts (<c>Pulso__TrustPlatformSignIn</c>).</summary>
    public bool TrustsPlatformSignIn { get; init; }

    /// <exception cref="InvalidOperationException">Names every fault of the app settings.</exception>
    public static Deployment Read(IConfiguration settings)
    {
        var faults = new List<string>();
        int Number(string name, int fallback, int most, int least = 1)
        {
            string? text = settings[$"Pulso:{name}"];
            if (text is null)
                return fallback;
            if (int.TryParse(text, out int number) && number >= least && number <= most)
                return number;
            faults.Add($"Pulso__{name} must be a whole number from {least} to {most}");
            return fallback;
        }
        int partitions = Number("Partitions", 256, 4_096);
        int sessions = Number("Sessions", 16, 256);
        int requests = Number("RequestsPerSecond", 500, 100_000);
        int gather = Number("GatherSeconds", 0, 60, least: 0);
        var keys = (settings["Pulso:PseudonymKey"] ?? "").Split(',').Select(PseudonymKey).ToList();
        if (keys.Contains(null) || keys.Count > Frame.MostKeys)
            faults.Add($"Pulso__PseudonymKey must be the base64 of 32 to 96 random bytes, or up to {Frame.MostKeys} of these with commas between them");
        string admin = settings["Pulso:AdminKey"] ?? "";
        if (admin.Length < 16)
            faults.Add("Pulso__AdminKey must have at least 16 characters");
        string queue = settings["Pulso:Queue"] ?? "";
        if (queue.Length == 0)
            faults.Add("Pulso__Queue must name the queue");
        string? alerts = settings["Pulso:AlertsQueue"];
        if (alerts is { Length: 0 } || (alerts is not null && alerts == queue))
            faults.Add("Pulso__AlertsQueue must name another queue or topic than that of the events, or be left out");
        if (!bool.TryParse(settings["Pulso:AllowLoopbackWebhooks"] ?? "false", out bool allowsLoopback))
            faults.Add("Pulso__AllowLoopbackWebhooks must be true or false");
        if (!bool.TryParse(settings["Pulso:TrustPlatformSignIn"] ?? "false", out bool trustsPlatform))
            faults.Add("Pulso__TrustPlatformSignIn must be true or false");
        return faults.Count == 0
            ? new Deployment(partitions, sessions, [.. keys.OfType<byte[]>()], admin, queue, requests)
            {
                AlertsQueue = alerts,
                GatherSeconds = gather,
                AllowsLoopbackWebhooks = allowsLoopback,
                TrustsPlatformSignIn = trustsPlatform,
            }
            : throw new InvalidOperationException("The app settings are wrong: " + string.Join("; ", faults));
    }

    private static byte[]? PseudonymKey(string text)
    {
        byte[] key = new byte[96];
        return Convert.TryFromBase64String(text.Trim(), key, out int size) && size >= 32 ? key[..size] : null;
    }

    private const string LivePrefix = "kpi-";
    private const string BackfillPrefix = "back-"; // the host knows a session by its id alone, whatever the queue

    /// <summary>The queue of a lane.</summary>
    public string QueueOf(Lane lane) => lane == Lane.Live ? Queue : $"{Queue}-backfill";

    /// <summary>The lane that a session is of.</summary>
    public static Lane LaneOf(string session) => session.StartsWith(BackfillPrefix, StringComparison.Ordinal) ? Lane.Backfill : Lane.Live;

    /// <summary>The session of a tenant's partition: on a lane a partition has one writer at a time, and no tenant waits behind the messages of another.</summary>
    public string SessionOf(string tenant, int partition, Lane lane = Lane.Live) =>
        $"{(lane == Lane.Live ? LivePrefix : BackfillPrefix)}{tenant}-{partition % Sessions:00}";

    /// <summary>How many partitions the timelines of a tenant's generation are spread over.</summary>
    public int PartitionsOf(TenantSettings settings) => settings.Generation.Partitions ?? Partitions;

    /// <summary>The partition that holds a timeline of a tenant's generation.</summary>
    public string PartitionOf(TenantSettings settings, TimelineKey key) =>
        Names.Partition(settings, key.Partition(settings.Tenant, PartitionsOf(settings)));

    /// <summary>Every session of a tenant on a lane.</summary>
    public IEnumerable<string> SessionsOf(string tenant, Lane lane = Lane.Live) => Enumerable.Range(0, Sessions).Select(partition => SessionOf(tenant, partition, lane));
}
