namespace Pulso.Bench.Scale;

/// <summary>What the services allow, and how long their answers take. Published targets, or assumptions where nothing is published.</summary>
/// <param name="CreditsPerSecond">Messaging operations a second: of a Standard namespace 1,000; of Premium so many for each messaging unit.</param>
/// <param name="EntitiesPerSecond">Table entities a second of one storage account.</param>
/// <param name="PartitionEntitiesPerSecond">Table entities a second of one Table partition.</param>
internal sealed record Limits(double CreditsPerSecond, double EntitiesPerSecond, double PartitionEntitiesPerSecond)
{
    public const double AcceptMs = 25;      // the next session with messages
    public const double CommitMs = 20;      // an Entity Group Transaction
    public const double CommitRowMs = 0.2;  // each row of it
    public const double SendMs = 10;        // derived events, together
    public const double ArchiveMs = 20;     // one blob
    public const double SettleMs = 10;      // the batch's messages
    public const double ReadMs = 10;        // the rows of an inbox, together
    public const double EventMs = 0.05;     // reading, folding, packing, on one core
    public const double AnswerMs = 10;      // a webhook's request
    public const int Together = 100;        // rows of a transaction
    public const int Requests = 16;         // of webhooks at once on an instance of 2 GB

    public static readonly Limits Standard = new(1_000, 20_000, 2_000);

    /// <summary>Premium, where a message is an operation to send and one to receive: 1,000 messages a second and unit are what a careful plan counts on.</summary>
    public static Limits Premium(int units) => Standard with { CreditsPerSecond = 2 * 1_000 * units };

    /// <summary>What follows the commits of a batch: derived events are sent and the blob is written side by side.</summary>
    public static double AfterCommitMs => Math.Max(SendMs, ArchiveMs) + SettleMs;

    /// <summary>To read rows of an inbox, and to remove them by transactions, one after the other.</summary>
    public static double InboxMs(double rows) => ReadMs + (Math.Ceiling(rows / Together) * CommitMs) + (rows * CommitRowMs);

    public Limits WithAccounts(int accounts) => this with { EntitiesPerSecond = EntitiesPerSecond * accounts };
}
