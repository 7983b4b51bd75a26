namespace Pulso.Bench.Costs;

/// <summary>List prices in US dollars.</summary>
/// <remarks>Pay as you go, East US, locally redundant, without free grants; noted on <see cref="Noted"/> from memory of the price pages: check them before relying on a sum.</remarks>
internal static class Prices
{
    public static readonly DateOnly Noted = new(2026, 11, 28);

    public const double TableOperation = 0.00036 / 10_000;
    public const double BlobWrite = 0.05 / 10_000;
    public const double BlobRead = 0.004 / 10_000;
    public const double QueueOperation = 0.80 / 1_000_000;
    public const double Execution = 0.40 / 1_000_000;
    public const double GigabyteSecond = 0.000026;

    /// <summary>Send, receive, complete.</summary>
    public const int OperationsPerMessage = 3;

    public const double InstanceGigabytes = 2;
}
