using Pulso.Functions.Bi.Tables;
using Pulso.Settings;

namespace Pulso.Functions.Snapshots;

/// <summary>Which files of facts a tenant still keeps. Figures and what was restated are kept for ever.</summary>
internal static class KeptFiles
{
    private static readonly HashSet<string> OneByOne = [FactContact.Table.Name, FactSurvey.Table.Name, FactSla.Table.Name];

    /// <summary>The first business day whose file of a table is kept; null where all are.</summary>
    public static DateOnly? FirstOf(BiTable table, Retention retention, DateOnly today) =>
        OneByOne.Contains(table.Name) ? retention.FirstOfContacts(today)
        : table.Period == "date" && table.Name.StartsWith("fact_", StringComparison.Ordinal) && table.Name != FactRestatement.Table.Name ? retention.FirstOfExports(today)
        : null;

    /// <summary>True if a day's file is kept.</summary>
    public static bool Keeps(string path, DateOnly date, Retention retention, DateOnly today) =>
        BiTable.All.FirstOrDefault(table => path.StartsWith($"v1/{table.Name}/", StringComparison.Ordinal)) is not { } of || !(date < FirstOf(of, retention, today));
}
