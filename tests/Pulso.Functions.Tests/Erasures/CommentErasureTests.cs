using System.Text.Json.Nodes;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Contacts;
using Pulso.Functions.Erasures;
using Pulso.Functions.Generations;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Generations;
using Pulso.Functions.Tests.Running;
using Pulso.Functions.Verification;
using Pulso.Functions.Webhooks;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Tests.Erasures;

/// <summary>With a customer goes what they wrote in surveys, whoever the surveys name; what others wrote stays.</summary>
[Collection(OnStorage.Name)]
public sealed class CommentErasureTests(LocalStorage storage)
{
    private const string Kept = "the others were kind";

    // Of a survey that names nobody but its contact, one that names its customer, one of a conversation, one on the dead-letter side.
    private static readonly string[] Gone = ["nobody called back", "too dear in all", "no answer for days", "never again please"];

    [Fact]
    public async Task It_is_in_no_row_blob_file_or_dead_letter_and_every_figure_stays()
    {
        var clock = new Clock("2026-03-10T12:00:00Z");
        string queue = storage.NewQueue();
        await using var instance = await Instance.StartAsync(storage, queue, partitions: 2, clock: clock);
        var tenant = await instance.AddTenantAsync(more: "\"keepSurveyComments\": true");
        var pseudonyms = instance.Get<Intake>().PseudonymsOf(tenant);
        var (ana, thread) = (pseudonyms.For("ana"), pseudonyms.For("business|ana"));
        await SendAsync(instance, tenant, Said(new ContactScript("first"), Gone[3]).Frames);
        DeadLetterSide.Take(queue);
        var pump = new Pump(instance, new Random(1));
        await SendAsync(instance, tenant, [
            .. Said(Calls.Solved("first", customer: ana), Gone[0]).Frames, .. Said(Calls.Solved("second", at: 900, customer: "ben"), Kept).Frames,
            .. Said(new ContactScript("lone", kind: TimelineKind.Alone), Gone[1], (Field.Customer, ana)).Frames,
            .. Said(new ContactScript(thread, kind: TimelineKind.Thread).Received(60, (Field.Channel, "whatsapp"), (Field.Customer, ana)), Gone[2]).Frames,
        ]);
        await pump.RunAsync();
        await PublishAsync(instance);
        var before = await instance.CellsAsync(tenant);
        foreach (string said in Gone[..3].Append(Kept))
            Assert.Equal(["archive", "fact_survey", "partitions"], await PlacesAsync(said, instance, tenant));
        Assert.Equal(["dead letter"], await PlacesAsync(Gone[3], instance, tenant));

        Assert.Equal(2, await instance.Get<Erasure>().BeginAsync(tenant, ["ana"], CancellationToken.None));
        await pump.RunAsync();
        clock.Set("2026-03-10T12:06:00Z");
        await instance.Function<ForgetPseudonyms>().RunAsync(new(), CancellationToken.None);
        await PublishAsync(instance);

        foreach (string said in Gone)
            Assert.Empty(await PlacesAsync(said, instance, tenant));
        var letter = Assert.Single(await new QueueView(instance).NextAsync(), message => message.Subject == "rejected"); // on its way to the dead-letter side
        Assert.False(Assert.Single(Frame.Decode(letter.Body.ToMemory().Span)).Event.HasComment);
        Assert.Equal(["archive", "fact_survey", "partitions"], await PlacesAsync(Kept, instance, tenant));
        var served = (await instance.DocumentAsync(tenant)).Serving();
        Same.Cells(before, await instance.CellsAsync(served));
        Assert.Equal(0, (await instance.Get<RecountComparison>().RunAsync(served, CancellationToken.None))!.Different);
    }

    [Fact]
    public async Task A_rebuild_under_settings_that_never_kept_any_takes_all_of_them_out()
    {
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue(), partitions: 2);
        var tenant = await instance.AddTenantAsync(more: "\"keepSurveyComments\": true");
        var pump = new Pump(instance, new Random(1));
        await SendAsync(instance, tenant, Said(Calls.Solved("first"), Kept).Frames);
        await pump.RunAsync();
        var before = await instance.CellsAsync(tenant);

        await instance.Get<Rebuild>().StartAsync(tenant, null, null, CancellationToken.None);
        await pump.RunAsync();
        await instance.Get<GenerationDrop>().TryRunAsync(tenant, (await instance.DocumentAsync(tenant)).Generations.Others[0], CancellationToken.None);
        Assert.Equal(["archive", "partitions"], await PlacesAsync(Kept, instance, tenant));
        var without = JsonNode.Parse("""[ { "validFrom": "1990-01-01", "timeZone": "UTC" } ]""")!.AsArray();
        await instance.Get<Rebuild>().StartAsync((await instance.DocumentAsync(tenant)).Serving(), without, null, CancellationToken.None);
        await pump.RunAsync();
        var served = (await instance.DocumentAsync(tenant)).Serving();
        await instance.Get<GenerationDrop>().TryRunAsync(served, (await instance.DocumentAsync(tenant)).Generations.Others[0], CancellationToken.None);

        Assert.Equal(3, served.Generation.Number);
        Assert.Empty(await PlacesAsync(Kept, instance, tenant));
        Same.Cells(before, await instance.CellsAsync(served));
    }

    [Fact]
    public async Task It_is_not_told_with_the_events_of_its_contact()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync(more: "\"keepSurveyComments\": true");
        await instance.DeliverAsync(tenant, Said(Calls.Solved("first"), Kept).Frames);

        var (_, events) = (await instance.Get<ContactReader>().FindAsync("first", tenant, CancellationToken.None))!.Value;

        var told = ContactJson.Of(events.Single(item => item.HasComment));
        Assert.Equal(2m, told["score"]);
        Assert.DoesNotContain("comment", told.Keys);
    }

    /// <summary>An unhappy answer in words.</summary>
    private static ContactScript Said(ContactScript contact, string words, params (Field, object)[] more) =>
        contact.Said(600, "csat", 2, 1, 5, [(Field.Comment, words), .. more]);

    private async Task<IEnumerable<string>> PlacesAsync(string said, Instance instance, TenantSettings tenant) =>
        (await Whereabouts.OfAsync(said, instance, storage, tenant)).Select(place => place.StartsWith("dead letter", StringComparison.Ordinal) ? "dead letter"
            : place.Contains("/v1/", StringComparison.Ordinal) ? place.Split('/')[2] : place.Split(' ', '/')[0]).Distinct().Order(StringComparer.Ordinal);

    private static async Task PublishAsync(Instance instance) => await instance.Function<CloseDays>().RunAsync(new(), CancellationToken.None);

    private static Task SendAsync(Instance instance, TenantSettings tenant, IEnumerable<Frame> frames) =>
        instance.Get<EventQueue>().SendAsync(tenant.Tenant, frames, CancellationToken.None);
}
