using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Tenants;

/// <summary>Keys from outside are bounded: the first thousand queues are themselves, the others are one.</summary>
[Collection(WithSharedApp.Name)]
public sealed class KeyRegistryTests(SharedApp shared)
{
    [Fact]
    public async Task Of_1005_queues_a_thousand_are_admitted_and_five_are_taken_together()
    {
        using var tenant = await shared.TenantAsync();
        var events = Enumerable.Range(0, 1_005)
            .Select(number => Calls.Event("contact.started", $"call-{number}", "2026-03-02T09:00:00Z", $"\"channel\":\"voice\",\"queue\":\"queue-{number:0000}\""))
            .ToList();

        await tenant.ReplayAsync(events, batch: 335);
        await tenant.ReplayAsync(events, batch: 1_000); // sent again, each is taken as before
        Assert.Equal(0, await tenant.DrainAsync());

        var volumes = (await tenant.GetAsync("kpis?from=2026-03-02&to=2026-03-02&kpi=volume&by=queue")).Json.EnumerateArray()
            .ToDictionary(row => row.GetProperty("queue").GetString()!, row => row.GetProperty("value").GetDouble());
        Assert.Equal(1_001, volumes.Count);
        Assert.Equal(5, volumes["(other)"]);
        Assert.All(volumes.Where(volume => volume.Key != "(other)"), volume => Assert.Equal(1, volume.Value));
        await tenant.VerifyAsync();
    }
}
