namespace Pulso.Bench.Soak;

/// <summary>What was seen at an instant of the soak.</summary>
/// <param name="MinutesIn">Since the steady rate began.</param>
/// <param name="MemoryMiB">The app's resident memory after a full collection, without the holes of its heap.</param>
/// <param name="HeapMiB">What on its heap survived that collection.</param>
/// <param name="HolesMiB">What of the heap lay between them.</param>
/// <param name="Handles">The app's open files and sockets.</param>
/// <param name="LagMs">How long it took until all that was accepted by then, and what derives from it, was applied: two marks.</param>
/// <param name="Accepted">Events accepted so far.</param>
/// <param name="AppSeconds">Processor time of the app so far.</param>
/// <param name="StorageSeconds">Processor time of Azurite so far.</param>
internal sealed record Sample(double MinutesIn, double MemoryMiB, double HeapMiB, double HolesMiB, int Handles, int Threads, double LagMs, long Accepted, double AppSeconds, double StorageSeconds);
