using Pulso.Calendars;

namespace Pulso.Settings;

/// <summary>One tenant's settings (contract, section 5): who may send and read, and the versions of the definitions.</summary>
public sealed record TenantSettings(
    string Tenant,
    IReadOnlyList<Source> Sources,
    IReadOnlyList<string> Readers,
    IReadOnlyList<string> Admins,
    IReadOnlyList<SettingsVersion> Versions)
{
    /// <summary>The computation of figures that these versions belong to.</summary>
    public Generation Generation { get; init; } = Generation.First;

    /// <summary>For how long what is told one by one is kept.</summary>
    public Retention Retention { get; init; } = Retention.Forever;

    /// <summary>Where alerts are sent.</summary>
    public IReadOnlyList<Webhook> Webhooks { get; init; } = [];

    /// <summary>True if what customers write beside the scores of surveys may have been kept.</summary>
    public bool MayHoldComments => Versions.Any(version => version.KeepSurveyComments);

    /// <summary>Business days and intervals under all versions.</summary>
    public BusinessCalendar Calendar { get; } = new([.. Versions.Select(version => version.Calendar)]);

    /// <summary>The version in force at an instant; what lies before the first version is under the first.</summary>
    public SettingsVersion At(long instantMs)
    {
        for (int i = Versions.Count - 1; i > 0; i--)
        {
            if (Versions[i].Calendar.ValidFromMs <= instantMs)
                return Versions[i];
        }
        return Versions[0];
    }

    /// <summary>The version in force on a business day.</summary>
    public SettingsVersion On(DateOnly date) => At(Calendar.EndOfDay(date) - 1);
}
