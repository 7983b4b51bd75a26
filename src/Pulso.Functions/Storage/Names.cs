using System.Globalization;
using Pulso.Functions.Partitions;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Storage;

/// <summary>Names of tables, containers, partitions and rows.</summary>
internal static class Names
{
    /// <summary>The partitions: heads, timelines and cells.</summary>
    public const string Partitions = "partitions";

    /// <summary>The admitted keys.</summary>
    public const string Keys = "keys";

    /// <summary>Which days are published, and from what.</summary>
    public const string Published = "published";

    /// <summary>Which sessions a mark has passed.</summary>
    public const string Marks = "marks";

    /// <summary>Which instants timelines wait for.</summary>
    public const string Dues = "dues";

    /// <summary>Accepted events that wait for their session's turn.</summary>
    public const string Inbox = "inbox";

    /// <summary>How far rebuilds have come.</summary>
    public const string Rebuilds = "rebuilds";

    /// <summary>Which pseudonyms are being replaced.</summary>
    public const string Erasures = "erasures";

    /// <summary>When each source was last heard of.</summary>
    public const string Sources = "sources";

    /// <summary>The alerts, with their lives.</summary>
    public const string Alerts = "alerts";

    /// <summary>The alerts on their way.</summary>
    public const string Deliveries = "deliveries";

    /// <summary>How far figures were watched.</summary>
    public const string Watches = "watches";

    public const string ConfigContainer = "config";
    public const string ArchiveContainer = "archive";
    public const string AuditContainer = "audit";
    public const string BalancesContainer = "balances";
    public const string FiguresContainer = "figures";

    /// <summary>Every table. Partition keys are a tenant's id, or begin with it and a dot.</summary>
    public static readonly IReadOnlyList<string> Tables = [Partitions, Keys, Published, Marks, Dues, Inbox, Sources, Alerts, Deliveries, Watches, Rebuilds, Erasures];

    /// <summary>Every container but the tenants' own for BI. Blobs begin with a tenant's id and a slash; settings are named by it.</summary>
    public static readonly IReadOnlyList<string> Containers = [ConfigContainer, ArchiveContainer, AuditContainer, BalancesContainer, FiguresContainer];

    public const string HeadRow = "head";

    public static string BiContainer(string tenant) => $"bi-{tenant}";

    public static string Partition(string tenant, int partition) => $"{tenant}.{partition:000}";

    /// <summary>Partitions of a generation; those of the first one are named as if there were no other.</summary>
    public static string Partition(TenantSettings settings, int partition) => settings.Generation.Number == Generation.First.Number
        ? Partition(settings.Tenant, partition)
        : string.Create(CultureInfo.InvariantCulture, $"{settings.Tenant}.g{settings.Generation.Number}.{partition:000}");

    /// <summary>Rows of a timeline: its kind and the hash of its key, so that no key from outside stands in a row key.</summary>
    public static string TimelineRow(TimelineKey key) => $"t.{(byte)key.Kind}.{Events.EventId.Text(key.Hash)}";

    /// <summary>The lowest row key of the timelines of a kind.</summary>
    public static string FirstTimelineRow(TimelineKind kind) => $"t.{(byte)kind}.";

    /// <summary>The lowest row key of any timeline.</summary>
    public const string FirstTimeline = "t.";

    /// <summary>A row key after those of all timelines.</summary>
    public const string AfterTimelines = "t/";

    /// <summary>Rows of cells: the business day and the quarter of it.</summary>
    public static string CellsRow(CellBlock block) => string.Create(CultureInfo.InvariantCulture, $"d.{block.Date:yyyyMMdd}.{block.Quarter}");

    /// <summary>The lowest row key of a day's cells.</summary>
    public static string FirstCellsRow(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"d.{date:yyyyMMdd}.");

    /// <summary>Rows of a pending record, named by its content: a writer that was fenced off cannot put another one in its place.</summary>
    public static string PendingRow(UInt128 record, int part) => $"p.{Events.EventId.Text(record)}.{part:000}";
}
