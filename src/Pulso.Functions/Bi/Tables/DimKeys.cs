using Pulso.Events;
using Pulso.Functions.Storage;
using Pulso.Measures;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The keys of one kind that the tenant's registry has admitted; the unknown one, and what later ones are taken as.</summary>
public sealed class DimKeys
{
    private DimKeys(string name, KeyRegistry registry)
    {
        Registry = registry;
        Table = new BiTable($"dim_{name}", BiTable.Whole, [new("tenant", "text"), new(name, "text"), new("is_known", "integer")]);
    }

    public static IReadOnlyList<DimKeys> All { get; } =
    [
        new("channel", KeyRegistry.Channel), new("queue", KeyRegistry.Queue), new("reason", KeyRegistry.Reason), new("priority", KeyRegistry.Priority),
    ];

    public KeyRegistry Registry { get; }

    public BiTable Table { get; }

    public CsvFile File(string tenant, IEnumerable<string> admitted) => CsvFile.Of(
        Table, "",
        admitted.Append(Dimensions.None).Append(KeyRegistryStore.Other).Distinct().Order(StringComparer.Ordinal)
            .Select(key => (string[])[tenant, key, key is Dimensions.None or KeyRegistryStore.Other ? "0" : "1"]));
}
