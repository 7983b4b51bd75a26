namespace Pulso.Bench;

/// <summary>The sizes of a run.</summary>
/// <param name="EventsFile">NDJSON of canonical events in time order; null to make the events.</param>
/// <param name="ResultsFile">Where the results go; null for nowhere but the console.</param>
/// <param name="Events">At most so many events for the whole system.</param>
/// <param name="First">The first part of them that is measured for itself.</param>
/// <param name="Backlog">Events that are accepted before any is applied.</param>
/// <param name="Live">Events sent one per request, each round.</param>
/// <param name="NaiveEvents">Events that both the naive way and the product take.</param>
/// <param name="Rounds">How often everything is measured, at most.</param>
/// <param name="Limit">How long all of it may take.</param>
internal sealed record Parameters(
    string? EventsFile, string? ResultsFile, int Events, int First, int Backlog, int Live, int NaiveEvents, int Rounds, TimeSpan Limit)
{
    /// <summary>True to measure a quiet tenant beside a noisy one instead of all else.</summary>
    public bool Neighbours { get; init; }

    /// <summary>True to simulate the deployed shape instead of all else.</summary>
    public bool Scale { get; init; }

    /// <summary>Where the page of costs goes; null for nowhere.</summary>
    public string? CostsFile { get; init; }

    /// <summary>What is in the names of the measures to take; empty for all.</summary>
    public string Only { get; init; } = "";

    /// <summary>For how long to keep a steady rate instead of all else; null for all else.</summary>
    public int? SoakMinutes { get; init; }

    public const string DefaultEvents = "bank-1999-01.events.ndjson.gz";

    public const int EventsPerRequest = 500;
    public const int RequestsInFlight = 4;
    public const int LivePerSecond = 50;
    public const int Writers = 16;
    public const int Seed = 1999;

    /// <summary>What is published.</summary>
    public static readonly Parameters Whole = new(null, null, int.MaxValue, 20_000, 20_000, 1_000, 20_000, 3, TimeSpan.FromMinutes(29));

    /// <summary>Small enough to see in half a minute that everything runs.</summary>
    public static readonly Parameters Quick = new(null, null, 4_000, 1_000, 1_000, 100, 200, 1, TimeSpan.FromMinutes(3));
}
