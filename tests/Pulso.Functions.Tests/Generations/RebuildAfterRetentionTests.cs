using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Erasures;
using Pulso.Functions.Generations;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Running;
using Pulso.Functions.Verification;
using Pulso.Functions.Webhooks;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Generations;

/// <summary>Where the archive does not hold all events any more, a rebuild takes the others from the timelines: no figure is lost, and no border is seen.</summary>
[Collection(OnStorage.Name)]
public sealed class RebuildAfterRetentionTests(LocalStorage storage)
{
    private const double Day = 86_400;

    [Theory]
    [InlineData(null)]
    [InlineData(6)]
    public async Task The_figures_of_days_whose_archive_is_gone_stay_to_the_digit_and_verify_says_what_it_covers(int? partitions)
    {
        await using var instance = await StartAsync();
        var (tenant, pump, frames) = await WithoutOldArchiveAsync(instance);
        var before = await instance.CellsAsync(tenant);

        await instance.Get<Rebuild>().StartAsync(tenant, null, partitions, CancellationToken.None);
        await pump.RunAsync();

        var (state, _) = await instance.Get<RebuildStates>().FindAsync(tenant.Tenant, 2, CancellationToken.None);
        Assert.Equal((RebuildPhase.Done, null, 0L), (state!.Phase, state.Failure, state.Report.Different));
        var served = await ServedAsync(instance, tenant);
        Assert.Equal(2, served.Generation.Number);
        Same.Cells(before, await instance.CellsAsync(served));
        Same.Cells(Recount.Of(frames, tenant), before);
        var outcome = (await instance.Get<RecountComparison>().RunAsync(served, CancellationToken.None))!;
        Assert.Equal(("2026-06-06", 0L), (outcome.Since, outcome.Different));
        Assert.True(outcome.Compared > 0);
    }

    [Fact]
    public async Task Other_definitions_hold_for_all_days()
    {
        await using var instance = await StartAsync();
        var (tenant, pump, frames) = await WithoutOldArchiveAsync(instance);
        var versions = JsonNode.Parse("""[ { "validFrom": "1990-01-01", "timeZone": "UTC", "channels": { "voice": { "serviceLevelSeconds": 10 } } } ]""")!.AsArray();

        await instance.Get<Rebuild>().StartAsync(tenant, versions, null, CancellationToken.None);
        await pump.RunAsync();

        var served = await ServedAsync(instance, tenant);
        Assert.Equal(2, served.Generation.Number);
        Same.Cells(Recount.Of(frames, served), await instance.CellsAsync(served));
    }

    [Fact]
    public async Task A_customer_whose_events_are_archived_no_more_is_taken_out_and_every_figure_stays()
    {
        await using var instance = await StartAsync();
        var (tenant, pump, _) = await WithoutOldArchiveAsync(instance);
        string ana = instance.Get<Intake>().PseudonymsOf(tenant).For("+34600111222");
        var before = await instance.CellsAsync(tenant);
        Assert.True(await IsKnownAsync(instance, tenant, ana));

        Assert.Equal(2, await instance.Get<Erasure>().BeginAsync(tenant, ["+34 600 111 222"], CancellationToken.None));
        await pump.RunAsync();

        var (state, _) = await instance.Get<RebuildStates>().FindAsync(tenant.Tenant, 2, CancellationToken.None);
        Assert.Equal((RebuildPhase.Done, 0L), (state!.Phase, state.Report.Different));
        var served = await ServedAsync(instance, tenant);
        Assert.False(await IsKnownAsync(instance, served, ana));
        Same.Cells(before, await instance.CellsAsync(served));
    }

    private Task<Instance> StartAsync() => Instance.StartAsync(storage, storage.NewQueue(), partitions: 2, clock: new Clock("2026-07-01T00:01:00Z"));

    /// <summary>A tenant with contacts of March and June, one of April that is closed in June, and of the archive only what came last.</summary>
    private static async Task<(TenantSettings Tenant, Pump Pump, IReadOnlyList<Frame> Frames)> WithoutOldArchiveAsync(Instance instance)
    {
        string name = LocalStorage.NewTenant();
        string document = $$"""
            { "tenant": "{{name}}", "sources": { "/test": { "secrets": ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] } }, "retention": { "archiveDays": 60 },
              "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC" } ] }
            """;
        Assert.Empty(await instance.Get<TenantDirectory>().PutAsync(name, JsonSerializer.Deserialize<JsonElement>(document), _ => Task.CompletedTask, CancellationToken.None));
        var tenant = (await instance.Get<TenantDirectory>().FindAsync(name, CancellationToken.None))!;
        string ana = instance.Get<Intake>().PseudonymsOf((await instance.Get<TenantDirectory>().FindAsync(name, CancellationToken.None))!).For("+34600111222");
        var over = new ContactScript("over").Started(40 * Day, (Field.Channel, "email"), (Field.Customer, ana), (Field.Queue, "sales")).Queued(40 * Day)
            .Resolved(100 * Day).Closed(100 * Day);
        IReadOnlyList<Frame> old =
        [
            .. Calls.Solved("first", customer: ana).Frames, .. Calls.Solved("again", Day, ana).Frames, .. Calls.Many(5).Frames(), .. over.Frames.Take(2),
            .. new AgentScript("eve", tenant).State("08:00", "available").State("12:00", "break").State("12:30", "offline").Frames,
        ];
        IReadOnlyList<Frame> late = [.. over.Frames.Skip(2), .. Calls.Solved("june", 100 * Day, ana).Frames, .. Calls.Solved("june-again", 101 * Day, ana).Frames];
        var pump = new Pump(instance, new Random(1));
        await instance.DeliverAsync(tenant, old); // received in 1970
        await pump.RunAsync();
        await instance.Get<EventQueue>().SendAsync(name, late, CancellationToken.None);
        await pump.RunAsync();
        await instance.Function<RemovePast>().RunAsync(new(), CancellationToken.None);
        Assert.Equal(late.Count, (await instance.Get<Archive>().ReadAllAsync(name, CancellationToken.None)).Count(frame => frame.Key.Name == "over" || frame.Key.Name.StartsWith("june", StringComparison.Ordinal)));
        Assert.DoesNotContain(await instance.Get<Archive>().ReadAllAsync(name, CancellationToken.None), frame => frame.Key.Name == "first");
        return (tenant, pump, [.. old, .. late]);
    }

    private static async Task<TenantSettings> ServedAsync(Instance instance, TenantSettings tenant) =>
        (await instance.DocumentAsync(tenant)).Serving();

    private static async Task<bool> IsKnownAsync(Instance instance, TenantSettings settings, string pseudonym)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(pseudonym);
        var table = instance.Get<TableServiceClient>().GetTableClient(Names.Partitions);
        for (int index = 0; index < instance.Get<Deployment>().PartitionsOf(settings); index++)
        {
            await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Names.Partition(settings, index)}")))
            {
                if (row.Keys.Select(key => row[key]).OfType<byte[]>().Any(raw => Packed.Unpack(raw).AsSpan().IndexOf(bytes) >= 0))
                    return true;
            }
        }
        return false;
    }
}
