using System.Text.Json;
using Azure.Core;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>The timer that closes business days, at instants that a test chooses.</summary>
[Collection(OnStorage.Name)]
public sealed class CloseDaysTests(LocalStorage storage)
{
    private const int Days = 60;

    [Fact]
    public async Task It_catches_up_on_sixty_days_and_a_second_run_writes_nothing()
    {
        var clock = new Clock("2026-05-01T00:01:00Z"); // 60 days after 2 March
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Calls.OnDays("case", Days).Frames);

        await instance.CloseDaysAsync();
        var first = await storage.FilesAsync(tenant);
        await instance.CloseDaysAsync();

        Assert.Equal(Days, first.Keys.Count(path => path.StartsWith("v1/fact_interval/", StringComparison.Ordinal)));
        Assert.Equal(Days, first.Keys.Count(path => path.StartsWith("v1/kpi_daily/", StringComparison.Ordinal)));
        Assert.Equal(first, await storage.FilesAsync(tenant));
        Assert.Equal(new DateOnly(2026, 4, 30), await instance.Get<PublishedDays>().CursorAsync(tenant.Tenant, CancellationToken.None));
    }

    [Theory]
    [InlineData("2026-03-03T04:59:59Z", 0)]
    [InlineData("2026-03-03T05:00:00Z", 1)]
    public async Task A_day_is_closed_at_midnight_of_the_tenants_zone(string now, int days)
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock(now));
        var tenant = await instance.AddTenantAsync("America/Lima");
        await instance.DeliverAsync(tenant, Calls.Solved("call").Frames);

        await instance.CloseDaysAsync();

        Assert.Equal(days, (await storage.FilesAsync(tenant)).Keys.Count(path => path.StartsWith("v1/fact_interval/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_late_event_restates_exactly_the_days_that_it_changes()
    {
        var clock = new Clock("2026-03-10T00:01:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        var calls = Enumerable.Range(0, 5).Select(day => Calls.Solved($"call-{day}", at: day * 86_400)).ToList();
        await instance.DeliverAsync(tenant, calls.Frames());
        await new QueueView(instance).ApplyAsync();
        await instance.CloseDaysAsync();
        var before = await storage.FilesAsync(tenant);

        clock.Set("2026-03-10T00:06:00Z");
        await instance.DeliverAsync(tenant, calls[2].Classified(2 * 86_400, (Pulso.Events.Field.Reason, "late")).Frames[^1]);
        await new QueueView(instance).ApplyAsync();
        await instance.CloseDaysAsync();
        var after = await storage.FilesAsync(tenant);

        Assert.Equal(
            [
                "v1/fact_agent/date=2026-03-04/part-0.csv", "v1/fact_contact/date=2026-03-04/part-0.csv", "v1/fact_distribution/date=2026-03-04/part-0.csv",
                "v1/fact_interval/date=2026-03-04/part-0.csv", "v1/manifest.json",
            ],
            after.Where(file => before[file.Key] != file.Value).Select(file => file.Key));
        Assert.Equal([("2026-03-04", "late event")], Restated(await storage.ManifestAsync(tenant)));
    }

    [Fact]
    public async Task A_day_with_the_same_figures_again_keeps_its_file_and_is_not_restated()
    {
        var clock = new Clock("2026-03-03T00:01:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        var call = Calls.Solved("call");
        await instance.DeliverAsync(tenant, call.Frames);
        await new QueueView(instance).ApplyAsync();
        await instance.CloseDaysAsync();
        var before = await storage.FilesAsync(tenant);

        await instance.DeliverAsync(tenant, call.Classified(400, (Pulso.Events.Field.Language, "es")).Frames[^1]);
        await instance.CloseDaysAsync();
        var after = await storage.FilesAsync(tenant);

        Assert.Equal(before.Where(file => file.Key.EndsWith(".csv", StringComparison.Ordinal)), after.Where(file => file.Key.EndsWith(".csv", StringComparison.Ordinal)));
        Assert.Empty(Restated(await storage.ManifestAsync(tenant)));
    }

    [Fact]
    public async Task A_figure_that_settles_becomes_final_without_being_restated()
    {
        var clock = new Clock("2026-03-03T00:01:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Calls.Solved("call").Frames);
        await instance.CloseDaysAsync();
        string provisional = await storage.TextAsync(tenant, "v1/kpi_daily/date=2026-03-02/part-0.csv");

        clock.Set("2026-03-06T00:00:00Z"); // legs settle after three days, resolutions after mutableDays
        await instance.CloseDaysAsync();
        string legsAreFinal = await storage.TextAsync(tenant, "v1/kpi_daily/date=2026-03-02/part-0.csv");
        clock.Set("2026-04-07T00:00:00Z");
        await instance.CloseDaysAsync();
        string allIsFinal = await storage.TextAsync(tenant, "v1/kpi_daily/date=2026-03-02/part-0.csv");

        Assert.DoesNotContain(",final,", provisional, StringComparison.Ordinal);
        Assert.Contains(",asa,", legsAreFinal, StringComparison.Ordinal);
        Assert.All(legsAreFinal.Split("\r\n"), row => Assert.False(row.Contains(",asa,", StringComparison.Ordinal) && row.Contains(",provisional,", StringComparison.Ordinal)));
        Assert.All(legsAreFinal.Split("\r\n"), row => Assert.False(row.Contains(",resolution_time,", StringComparison.Ordinal) && row.Contains(",final,", StringComparison.Ordinal)));
        Assert.DoesNotContain(",provisional,", allIsFinal, StringComparison.Ordinal);
        Assert.Empty(Restated(await storage.ManifestAsync(tenant)));
    }

    [Fact]
    public async Task A_run_that_dies_before_the_manifest_leaves_it_to_the_next()
    {
        var clock = new Clock("2026-03-03T00:01:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        var call = Calls.Solved("call");
        await instance.DeliverAsync(tenant, call.Frames);
        await instance.CloseDaysAsync();

        await instance.DeliverAsync(tenant, call.Classified(400, (Pulso.Events.Field.Reason, "late")).Frames[^1]);
        instance.Network.Rule = request => IsManifest(request) ? Fault.RequestLost : Fault.None;
        await Assert.ThrowsAnyAsync<Exception>(() => instance.CloseDaysAsync());
        instance.Network.Rule = _ => Fault.None;
        await instance.CloseDaysAsync();

        Assert.Equal([("2026-03-02", "late event")], Restated(await storage.ManifestAsync(tenant)));
    }

    [Fact]
    public async Task A_tenant_whose_settings_cannot_be_read_does_not_keep_the_others_from_being_closed()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-03-03T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Calls.Solved("call").Frames);
        var broken = storage.Blobs.GetBlobContainerClient(Names.ConfigContainer).GetBlobClient("aaa.json");
        await broken.UploadAsync(new BinaryData("""{ "tenant": "aaa" }"""), overwrite: true);

        try
        {
            await Assert.ThrowsAnyAsync<Exception>(() => instance.CloseDaysAsync());
        }
        finally
        {
            await broken.DeleteAsync();
        }

        Assert.NotEmpty(await storage.FilesAsync(tenant));
    }

    [Fact]
    public async Task A_day_that_was_published_before_it_ended_is_not_restated_by_its_own_events()
    {
        var clock = new Clock("2026-03-02T12:00:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Calls.Solved("morning").Frames);
        await instance.Get<DayPublisher>().PublishAsync(tenant, new DateOnly(2026, 3, 2), CancellationToken.None);

        await instance.DeliverAsync(tenant, Calls.Solved("afternoon", at: 6 * 3_600).Frames);
        clock.Set("2026-03-03T00:01:00Z");
        await instance.CloseDaysAsync();

        Assert.Empty(Restated(await storage.ManifestAsync(tenant)));
    }

    private static bool IsManifest(Request request) =>
        request.Method == RequestMethod.Put && request.Uri.ToUri().AbsolutePath.EndsWith("/manifest.json", StringComparison.Ordinal);

    private static IEnumerable<(string?, string?)> Restated(JsonElement manifest) => manifest.GetProperty("restated").EnumerateArray()
        .Select(item => (item.GetProperty("date").GetString(), item.GetProperty("cause").GetString()));
}
