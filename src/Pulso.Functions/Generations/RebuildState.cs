using System.Text.Json.Serialization;
using Pulso.Functions.Verification;

namespace Pulso.Functions.Generations;

/// <summary>What a rebuild is doing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RebuildPhase>))]
public enum RebuildPhase
{
    /// <summary>The partitions learn that live events go to the new generation too.</summary>
    Following,

    /// <summary>The archive is being sent through the queue.</summary>
    Filling,

    /// <summary>What the archive holds no longer is taken from the timelines of the serving generation.</summary>
    Carrying,

    /// <summary>What timelines tell each other comes to rest.</summary>
    Settling,

    /// <summary>The figures of both generations are held against each other.</summary>
    Comparing,

    /// <summary>The new generation serves.</summary>
    Done,

    /// <summary>The same definitions gave other figures: the old generation goes on serving until somebody decides.</summary>
    Differing,

    /// <summary>It cannot go on; the reason is given.</summary>
    Failed,
}

/// <summary>How far a rebuild has come. Each step ends with a mark in every session; when all have passed it, the next step begins.</summary>
/// <param name="Step">Counts the steps, and names their marks.</param>
/// <param name="Owner">The session that carries the step out; its mark is not completed before, so a step is always taken up again.</param>
/// <param name="Token">The page to go on with, of the archive's list or of a partition's timelines; null for the first.</param>
/// <param name="Through">The day on which the queue took the last of the events sent.</param>
/// <param name="Round">How many marks of the same step have been passed.</param>
public sealed record RebuildState(
    int Generation, RebuildPhase Phase, int Step, string? Owner, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    string? Token, int Round, long Blobs, long Events, string? Through, RebuildReport Report, string? Failure)
{
    /// <summary>The last blob of the archive that was sent; null before the first.</summary>
    public string? Last { get; init; }

    /// <summary>The partition whose timelines come next.</summary>
    public int Partition { get; init; }

    /// <summary>How many events were taken from timelines, where the archive does not hold all.</summary>
    public long Carried { get; init; }

    public static RebuildState New(int generation, DateTimeOffset now) =>
        new(generation, RebuildPhase.Following, 1, null, now, null, null, 0, 0, 0, null, RebuildReport.Empty, null);

    [JsonIgnore]
    public string Mark => $"g{Generation}-{Step}";

    [JsonIgnore]
    public bool IsOver => Phase is RebuildPhase.Done or RebuildPhase.Differing or RebuildPhase.Failed;

    /// <summary>The state after this step, waiting for the next mark.</summary>
    public RebuildState Next(RebuildPhase phase) => this with { Phase = phase, Step = Step + 1, Round = phase == Phase ? Round + 1 : 0 };

    public RebuildState End(RebuildPhase phase, DateTimeOffset now) => this with { Phase = phase, EndedAt = now };
}

/// <summary>What the comparison of two generations found.</summary>
/// <param name="ComparedThrough">The last business day compared; null before the first.</param>
/// <param name="Days">Business days compared.</param>
/// <param name="Moving">Days that kept changing under live events while they were compared: nothing is said of them.</param>
/// <param name="Different">Counters of cells that differ.</param>
/// <param name="ByCounter">Per counter, by how much the new figures are higher in all.</param>
/// <param name="Differences">The first of them; <c>figure</c> is the old one, <c>recount</c> the new one.</param>
public sealed record RebuildReport(
    DateOnly? ComparedThrough, int Days, int Moving, long Different, SortedDictionary<string, long> ByCounter, IReadOnlyList<Difference> Differences)
{
    /// <summary>What of some days the marks said at the last look, while one of them differed.</summary>
    public string? LastSeen { get; init; }

    public static RebuildReport Empty => new(null, 0, 0, 0, [], []);
}
