using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Bi;
using Pulso.Functions.Contacts;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Erasures;
using Pulso.Functions.Tests.Running;
using Pulso.Functions.Verification;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>What the settings keep no longer is removed, and everything else stays.</summary>
[Collection(OnStorage.Name)]
public sealed class RemovePastTests(LocalStorage storage)
{
    private const double Day = 86_400;

    [Fact]
    public async Task Files_of_facts_go_when_their_time_has_come_and_the_figures_stay()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-07-01T00:01:00Z"));
        var tenant = await KeepingAsync(instance, "\"contactsDays\": 60, \"exportsDays\": 90");
        await CloseAsync(instance);
        await RemoveAsync(instance);
        var files = await FilesAsync(tenant);

        // 2 March is past for all, 20 April for contacts alone, 10 May for nothing.
        Assert.Equal(
            ["fact_agent 2026-04-20", "fact_agent 2026-05-10", "fact_contact 2026-05-10", "fact_distribution 2026-04-20", "fact_distribution 2026-05-10",
                "fact_interval 2026-04-20", "fact_interval 2026-05-10", "kpi_daily 2026-03-02", "kpi_daily 2026-04-20", "kpi_daily 2026-05-10"],
            files.Where(path => path.Contains("date=", StringComparison.Ordinal)).Select(path => $"{path.Split('/')[1]} {path.Split("date=")[1][..10]}"));
        var manifest = JsonSerializer.Deserialize<JsonElement>((await Container(tenant).GetBlobClient(Manifest.Path).DownloadContentAsync()).Value.Content);
        Assert.Equal(
            files.Where(path => path.EndsWith(".csv", StringComparison.Ordinal)), manifest.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()));
        await CloseAsync(instance);
        await RemoveAsync(instance);
        Assert.Equal(files, await FilesAsync(tenant));
    }

    [Fact]
    public async Task A_contact_that_is_past_is_told_no_more()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-07-01T00:01:00Z"));
        var tenant = await KeepingAsync(instance, "\"contactsDays\": 60");

        Assert.Null(await instance.Get<ContactReader>().FindAsync("call-0", tenant, CancellationToken.None));
        Assert.NotNull(await instance.Get<ContactReader>().FindAsync("call-2", tenant, CancellationToken.None));
    }

    [Fact]
    public async Task Verify_covers_the_days_whose_archive_is_whole_and_says_since_when()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-07-01T00:01:00Z"));
        var tenant = await KeepingAsync(instance, "\"archiveDays\": 60");
        var whole = (await instance.Get<RecountComparison>().RunAsync(tenant, CancellationToken.None))!;
        Assert.Null(whole.Since);

        await RemoveAsync(instance); // everything was received in 1970

        var outcome = (await instance.Get<RecountComparison>().RunAsync(tenant, CancellationToken.None))!;
        Assert.Equal(("2026-06-06", 0L, 0L), (outcome.Since, outcome.Events, outcome.Different));
        Assert.NotEmpty((await instance.CellsAsync(tenant)).All);
    }

    [Fact]
    public async Task Comments_of_surveys_go_from_timelines_and_answers_with_their_archive()
    {
        var clock = new Clock("2026-05-01T00:01:00Z"); // the first partition's hour
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await KeepingAsync(instance, "\"archiveDays\": 60", "\"keepSurveyComments\": true");
        await instance.DeliverAsync(tenant, Calls.Solved("call-0", customer: "customer-0").Said(600, "csat", 2, 1, 5, (Field.Comment, "nobody called back")).Frames);
        await instance.DeliverAsync(tenant, new ContactScript("lone", kind: TimelineKind.Alone).Said(70 * Day, "nps", 2, 0, 10, (Field.Comment, "too dear in all")).Frames);
        var view = new QueueView(instance);

        await RemoveAsync(instance); // 2 March is not past yet
        Assert.Empty(await view.ApplyAsync());
        Assert.NotEmpty(await Whereabouts.OfAsync("nobody called back", instance, storage, tenant));
        var before = await instance.CellsAsync(tenant);

        foreach (var (now, left) in new[] { ("2026-05-02T01:01:00Z", 2), ("2026-05-02T00:01:00Z", 1), ("2026-08-01T00:01:00Z", 0) })
        {
            clock.Set(now); // the second partition's hour is not the first one's
            await RemoveAsync(instance);
            Assert.Empty(await view.ApplyAsync());
            var places = await Whereabouts.OfAsync("nobody called back", instance, storage, tenant);
            var others = await Whereabouts.OfAsync("too dear in all", instance, storage, tenant);
            Assert.Equal(left, (places.Count > 0 ? 1 : 0) + (others.Count > 0 ? 1 : 0));
        }
        Same.Cells(before, await instance.CellsAsync(tenant));
        Assert.Equal(0, (await instance.Get<RecountComparison>().RunAsync(tenant, CancellationToken.None))!.Different);
    }

    /// <summary>A tenant with a call on 2 March, 20 April and 10 May.</summary>
    private static async Task<TenantSettings> KeepingAsync(Instance instance, string retention, string more = "\"minimumSample\": 30")
    {
        string tenant = LocalStorage.NewTenant();
        string document = $$"""
            { "tenant": "{{tenant}}", "sources": { "/test": { "secrets": ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] } }, "retention": { {{retention}} },
              "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC", {{more}} } ] }
            """;
        Assert.Empty(await instance.Get<TenantDirectory>().PutAsync(tenant, JsonSerializer.Deserialize<JsonElement>(document), _ => Task.CompletedTask, CancellationToken.None));
        var settings = (await instance.Get<TenantDirectory>().FindAsync(tenant, CancellationToken.None))!;
        await instance.DeliverAsync(settings, new[] { 0, 49, 69 }.Select((day, number) => Calls.Solved($"call-{number}", day * Day, $"customer-{number}")).Frames());
        await new QueueView(instance).ApplyAsync();
        return settings;
    }

    private static Task CloseAsync(Instance instance) => instance.Function<CloseDays>().RunAsync(new TimerInfo(), CancellationToken.None);

    private static Task RemoveAsync(Instance instance) => instance.Function<RemovePast>().RunAsync(new TimerInfo(), CancellationToken.None);

    private async Task<List<string>> FilesAsync(TenantSettings tenant)
    {
        var files = new List<string>();
        await foreach (var blob in Container(tenant).GetBlobsAsync())
            files.Add(blob.Name);
        return files;
    }

    private Azure.Storage.Blobs.BlobContainerClient Container(TenantSettings tenant) => storage.Blobs.GetBlobContainerClient(Names.BiContainer(tenant.Tenant));
}
