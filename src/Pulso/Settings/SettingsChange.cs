using System.Text.Json;

namespace Pulso.Settings;

/// <summary>Versions are append-only: what a figure was made with can always be read again.</summary>
public static class SettingsChange
{
    // Every instance knows a version before it begins: they read the settings anew within some seconds.
    private const long NoticeMs = 60_000;

    /// <summary>Why a document may not follow another one; empty when it may.</summary>
    /// <param name="current">The document in force; null for a new tenant.</param>
    /// <param name="nowMs">The instant of the change.</param>
    public static IReadOnlyList<string> Faults(JsonElement? current, JsonElement next, TenantSettings nextSettings, long nowMs)
    {
        int known = 0;
        var faults = new List<string>();
        if (current is { } document)
        {
            var before = document.GetProperty("versions");
            var after = next.GetProperty("versions");
            known = before.GetArrayLength();
            for (int i = 0; i < known; i++)
            {
                if (i >= after.GetArrayLength() || !JsonElement.DeepEquals(before[i], after[i]))
                    faults.Add($"versions[{i}]: is in force and cannot change; append a version, or rebuild for the past");
            }
        }
        for (int i = Math.Max(known, 1); i < nextSettings.Versions.Count; i++)
        {
            if (nextSettings.Versions[i].Calendar.ValidFromMs <= nowMs + NoticeMs)
                faults.Add($"versions[{i}].validFrom: must lie more than a minute in the future");
        }
        // What is removed while figures may still change leaves no day that a recount could cover.
        int mutableDays = nextSettings.Versions.Max(version => version.MutableDays);
        if (nextSettings.Retention.ArchiveDays <= mutableDays)
            faults.Add($"retention.archiveDays: must be more than the {mutableDays} mutableDays of a version, or verify would cover no day");
        return faults;
    }
}
