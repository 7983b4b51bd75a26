using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Azure;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Generations;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Generations;
using Pulso.Functions.Tests.Running;
using Pulso.Recounts;
using Pulso.Timelines;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>What the store refuses for good goes to the dead-letter side with its reason, and its neighbours are counted.</summary>
[Collection(OnStorage.Name)]
public sealed class RefusalTests(LocalStorage storage)
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(19)]
    [InlineData(3, 4, 11)]
    public async Task A_contact_whose_row_the_store_refuses_is_dead_lettered_and_its_neighbours_count(params int[] refused)
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var calls = Calls.Many(20);
        instance.Network.Refuse([.. refused.Select(place => Names.TimelineRow(calls[place].Frames[0].Key))]);

        await instance.DeliverAsync(tenant, calls.Frames());
        var dead = await new QueueView(instance).ApplyAsync();

        Assert.Equal(refused.Sum(place => calls[place].Frames.Count), dead.Count);
        Assert.All(dead, letter => Assert.Equal("refused-by-store", letter.Reason));
        Assert.All(dead, letter => Assert.Equal("the store answered 413 RequestBodyTooLarge", letter.Description));
        await Stored.IsTheRecountAsync(instance, tenant, [.. calls.Where((_, place) => !refused.Contains(place)).SelectMany(call => call.Frames)]);
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    [Fact]
    public async Task A_change_of_120_days_that_the_store_refuses_before_it_has_begun_is_dead_lettered()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var contact = Calls.OnDays("case", 120);
        var call = Calls.Solved("call");
        instance.Network.Rule = request => request.Uri.ToUri().AbsolutePath.Contains("'p.", StringComparison.Ordinal) ? Fault.Refused : Fault.None;

        // One message holds the days that are too many for one transaction; halves of them fit.
        await instance.DeliverAsync(tenant, [.. contact.Frames, .. call.Frames]);

        Assert.Empty(await new QueueView(instance).ApplyAsync());
        await Stored.IsTheRecountAsync(instance, tenant, [.. contact.Frames, .. call.Frames]);
    }

    [Fact]
    public async Task What_timelines_told_each_other_is_for_its_generation_alone_when_it_is_sent_in_again()
    {
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue());
        var tenant = await instance.AddTenantAsync();
        var pump = new Pump(instance, new Random(1));
        var call = Calls.Solved("call");
        instance.Network.Refuse(Names.TimelineRow(new TimelineKey(TimelineKind.Customer, "ana")));
        await instance.DeliverAsync(tenant, call.Frames);
        await pump.RunAsync();
        var letter = Assert.Single(await new QueueView(instance).NextAsync(), message => message.Subject == MessageSubject.Rejected);
        Assert.Equal(("refused-by-store", "1"), (letter.ApplicationProperties["reason"], letter.ApplicationProperties[MessageProperty.Generation]));
        instance.Network.Rule = _ => Fault.None;

        // A generation with other definitions takes over, and knows the customer already.
        var versions = JsonNode.Parse("""[ { "validFrom": "1990-01-01", "timeZone": "UTC", "agentCredit": "shared" } ]""")!.AsArray();
        await instance.Get<Rebuild>().StartAsync(tenant, versions, null, CancellationToken.None);
        await pump.RunAsync();
        var served = (await instance.DocumentAsync(tenant)).Serving();
        Assert.Equal(2, served.Generation.Number);
        await instance.Get<EventQueue>().ResubmitAsync(tenant.Tenant, letter, Lane.Live, CancellationToken.None);
        await pump.RunAsync();

        await Stored.IsTheRecountAsync(instance, served, call.Frames);
        Same.Cells(Recount.Of(call.Frames, tenant), await instance.CellsAsync(tenant)); // the one that it was for has it now
    }

    [Fact]
    public async Task Rejected_events_are_counted_by_reason_and_source()
    {
        var counted = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Name == "pulso.events.rejected") self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => counted.Add($"{count} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}"));
        await using var instance = await Instance.StartAsync(storage);
        listener.Start();
        var tenant = await instance.AddTenantAsync();
        var call = Calls.Solved("call", customer: "zoe");
        instance.Network.Refuse(Names.TimelineRow(call.Frames[0].Key), Names.TimelineRow(new TimelineKey(TimelineKind.Customer, "ana")));

        await instance.DeliverAsync(tenant, [.. call.Frames, .. Calls.Solved("other").Frames]);
        await new QueueView(instance).ApplyAsync();
        await instance.Aggregator.ApplyAsync([Messages.Events("nobody", Calls.Solved("lost").Frames), Messages.Events(tenant.Tenant, [9])], CancellationToken.None);

        Assert.Equal(
            ["1 reason=refused-by-store source=(derived)", "1 reason=unreadable source=(unreadable)", "6 reason=refused-by-store source=/test", "6 reason=unknown-tenant source=/test"],
            counted.Order(StringComparer.Ordinal));
        Assert.Equal(14, instance.Operations.Rejected.Total);
        Assert.Equal(7, instance.Operations.Rejected.Names["refused-by-store"]);
    }

    [Fact]
    public async Task A_store_that_refuses_everything_is_a_broken_world_and_nothing_is_dead_lettered()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Calls.Solved("first").Frames);
        await new QueueView(instance).ApplyAsync();
        instance.Network.Refuse("head");

        await Assert.ThrowsAnyAsync<RequestFailedException>(() => instance.DeliverAsync(tenant, Calls.Solved("call").Frames));

        Assert.DoesNotContain(await new QueueView(instance).NextAsync(), message => message.Subject == MessageSubject.Rejected);
    }
}
