using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Settings;

/// <summary>What a figure was made with can always be read again.</summary>
public sealed class SettingsChangeTests
{
    private const string First = """{ "validFrom": "1990-01-01", "timeZone": "Asia/Jerusalem" }""";
    private const string Tomorrow = """{ "validFrom": "2026-03-03", "timeZone": "Asia/Jerusalem" }""";

    private static readonly long Now = At.Utc("2026-03-02T12:00:00Z");

    [Fact]
    public void A_new_tenant_may_begin_in_the_past() => Assert.Empty(Faults(null, [First]));

    [Fact]
    public void A_version_for_the_future_may_be_appended() => Assert.Empty(Faults([First], [First, Tomorrow]));

    [Fact]
    public void The_same_document_may_be_written_again() => Assert.Empty(Faults([First, Tomorrow], [First, Tomorrow]));

    [Fact]
    public void A_version_can_neither_change_nor_go()
    {
        Assert.Equal(["versions[0]"], Faults([First], [First.Replace("1990", "1991")]));
        Assert.Equal(["versions[1]"], Faults([First, Tomorrow], [First]));
        Assert.Equal(["versions[0]"], Faults([First], [First.Replace("}", ", \"currency\": \"EUR\" }")]));
    }

    [Fact]
    public void White_space_and_the_order_of_properties_are_no_change() =>
        Assert.Empty(Faults([First], ["""{"timeZone":"Asia/Jerusalem",  "validFrom":"1990-01-01"}"""]));

    [Fact]
    public void An_appended_version_begins_in_its_own_zone_more_than_a_minute_from_now()
    {
        // Midnight in Jerusalem is 22:00Z.
        Assert.Empty(Faults([First], [First, Tomorrow], At.Utc("2026-03-02T21:58:59.999Z")));
        Assert.Equal(["versions[1].validFrom"], Faults([First], [First, Tomorrow], At.Utc("2026-03-02T21:59:00Z")));
    }

    [Fact]
    public void A_second_version_of_a_new_tenant_lies_in_the_future_too()
    {
        Assert.Empty(Faults(null, [First, Tomorrow]));
        Assert.Equal(["versions[1].validFrom"], Faults(null, [First, Tomorrow.Replace("2026-03-03", "2026-03-02")]));
    }

    [Fact]
    public void The_archive_is_kept_for_longer_than_figures_may_change()
    {
        var settings = Tenants.In("UTC", "\"mutableDays\": 90");
        IReadOnlyList<string> Faults(int? days) => SettingsChange.Faults(null, Tenants.Json(First), settings with { Retention = new Retention(days, null, null) }, Now);

        Assert.Equal("retention.archiveDays: must be more than the 90 mutableDays of a version, or verify would cover no day", Assert.Single(Faults(90)));
        Assert.Empty(Faults(91));
        Assert.Empty(Faults(null));
    }

    private static List<string> Faults(string[]? current, string[] next, long? nowMs = null)
    {
        var faults = SettingsChange.Faults(
            current is null ? null : Tenants.Json(current), Tenants.Json(next), Tenants.Of(next), nowMs ?? Now);
        return [.. faults.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)])];
    }
}
