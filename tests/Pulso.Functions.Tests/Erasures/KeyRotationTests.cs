using Pulso.Alerts;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Alerts;
using Pulso.Functions.Erasures;
using Pulso.Functions.Generations;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Generations;
using Pulso.Functions.Tests.Running;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Tests.Erasures;

/// <summary>Under another key every figure is what it was, recontacts reach over it, and no pseudonym from before is left.</summary>
[Collection(OnStorage.Name)]
public sealed class KeyRotationTests(LocalStorage storage)
{
    private const double EightDays = 8 * 86_400; // the conversation is open still

    private static readonly string First = Convert.ToBase64String(new byte[32]);
    private static readonly string Second = Convert.ToBase64String(new byte[32].Select(_ => (byte)7).ToArray());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Figures_and_recontacts_stay_under_traffic_and_no_old_pseudonym_is_left(int seed)
    {
        var clock = new Clock("2026-03-10T12:00:00Z");
        string queue = storage.NewQueue();
        await using var before = await StartAsync(queue, clock, First);
        var tenant = await before.AddTenantAsync();
        var pseudonyms = before.Get<PseudonymKeys>().Of(tenant);
        var (ana, thread) = (pseudonyms.For("ana"), pseudonyms.For("business|ana"));
        await SendAsync(before, tenant, [Calls.Solved("dead", customer: ana).Frames[0]]);
        DeadLetterSide.Take(queue);
        var random = new Random(seed);
        await SendAsync(before, tenant, [
            .. Calls.Solved("first", customer: ana).Frames, .. Calls.Many(4).Frames(),
            .. new ContactScript(thread, kind: TimelineKind.Thread).Received(EightDays, (Field.Channel, "whatsapp"), (Field.Customer, ana)).Received(EightDays + 60).Frames,
        ]);
        await new Pump(before, random).RunAsync();
        await before.Get<AlertRaiser>().RaiseAsync(tenant, AlertOf(ana), CancellationToken.None);
        await PublishAsync(before);
        var places = string.Join('\n', await Whereabouts.OfAsync(ana, before, storage, tenant));
        Assert.All(new[] { "alerts ", "partitions ", "archive/", "dead letter ", "fact_contact" }, place => Assert.Contains(place, places, StringComparison.Ordinal));
        Assert.Contains("dues ", string.Join('\n', await Whereabouts.OfAsync(thread, before, storage, tenant)), StringComparison.Ordinal);
        var figures = await before.CellsAsync(tenant);

        // The app starts again with a key more; nothing changes until a rebuild.
        await using var one = await StartAsync(queue, clock, $"{First},{Second}");
        await using var two = await StartAsync(queue, clock, $"{First},{Second}");
        var pump = new Pump(one, random, two);
        await one.Get<Rebuild>().StartAsync(tenant, null, null, CancellationToken.None);
        foreach (var some in Calls.Solved("meanwhile", at: 3_600, customer: ana).Frames.Concat(Calls.Solved("other").Frames).Chunk(3))
        {
            await SendAsync(one, tenant, some);
            for (int i = 0; i < 4; i++)
                await pump.StepAsync();
        }
        await pump.RunAsync();
        var served = (await one.DocumentAsync(tenant)).Serving();
        Assert.Equal(new Generation(2, null, Keys: 2), served.Generation);
        var (state, _) = await one.Get<RebuildStates>().FindAsync(tenant.Tenant, 2, CancellationToken.None);
        Assert.Equal((RebuildPhase.Done, 0), (state!.Phase, state.Report.Different));

        // Accepted by who knows of it; and one that has been on its way since before.
        var now = one.Get<PseudonymKeys>().Of(served);
        Assert.NotEqual(ana, now.For("ana"));
        await SendAsync(one, tenant, Calls.Solved("again", at: 7_200, customer: now.For("ana")).Frames.Select(frame => frame with { Keys = 2 }));
        await SendAsync(one, tenant, Calls.Solved("late", at: 9_000, customer: ana).Frames);
        await pump.RunAsync();
        clock.Set("2026-03-10T12:06:00Z");
        await one.Function<ForgetPseudonyms>().RunAsync(new(), CancellationToken.None);
        await PublishAsync(one);

        Assert.Empty(await Whereabouts.OfAsync(ana, one, storage, tenant));
        Assert.Empty(await Whereabouts.OfAsync(thread, one, storage, tenant));
        Assert.NotEmpty(await Whereabouts.OfAsync(now.For("business|ana"), one, storage, tenant));
        await Stored.IsTheArchiveAsync(one, served);
        var after = await one.CellsAsync(served);
        Same.Cells(Recount.Of(Unrotated(ana), tenant), after);
        Assert.Equal(0, Recontacted(figures));
        Assert.Equal(3, Recontacted(after)); // the first, the one meanwhile and the one again, each by the next

        // The alert and the dead letter are told under the new one, once.
        var alert = Assert.Single(await one.Get<AlertStore>().BetweenAsync(tenant.Tenant, At.Utc("2026-03-10T00:00:00Z"), At.Utc("2026-03-11T00:00:00Z"), openOnly: true, CancellationToken.None)).Alert;
        Assert.Equal(AlertOf(now.For("ana")), alert);
        Assert.Equal(alert.Id, Assert.Single(await one.Get<Deliveries>().PendingAsync(tenant.Tenant, 9, CancellationToken.None)).AlertId);
        var letter = Assert.Single(await new QueueView(one).NextAsync(), message => message.Subject == "rejected");
        Assert.Equal(now.For("ana"), Assert.Single(Frame.Decode(letter.Body.ToMemory().Span)).Event.Text(Field.Customer));
        Assert.Equal(DeadLetterSide.Reason, letter.ApplicationProperties["reason"]);
        Assert.Empty((await one.DocumentAsync(tenant)).Generations.Others);
        await one.Get<TenantDirectory>().RemoveAsync(tenant.Tenant, CancellationToken.None); // the timers of other tests have one key
    }

    /// <summary>What was sent, as it would be without a rotation.</summary>
    private static IReadOnlyList<Frame> Unrotated(string ana) => [
        .. Calls.Solved("first", customer: ana).Frames, .. Calls.Many(4).Frames(), .. Calls.Solved("meanwhile", at: 3_600, customer: ana).Frames, .. Calls.Solved("other").Frames,
        .. new ContactScript("a-thread", kind: TimelineKind.Thread).Received(EightDays, (Field.Channel, "whatsapp"), (Field.Customer, ana)).Received(EightDays + 60).Frames,
        .. Calls.Solved("again", at: 7_200, customer: ana).Frames, .. Calls.Solved("late", at: 9_000, customer: ana).Frames,
    ];

    private static long Recontacted(Cells cells) => cells.All.Where(cell => cell.Key.Facet is null).Sum(cell => cell.Value[Counter.Recontacted]);

    private static Alert AlertOf(string customer) => new(AlertKind.Action, At.Utc("2026-03-10T11:00:00Z"), $"often\0{customer}\0x") { Rule = "often", Customer = customer };

    private Task<Instance> StartAsync(string queue, Clock clock, string keys) =>
        Instance.StartAsync(storage, queue, partitions: 2, clock: clock, more: [("Pulso:PseudonymKey", keys), ("Pulso:AlertsQueue", "alerts")]);

    private static async Task PublishAsync(Instance instance) => await instance.Function<CloseDays>().RunAsync(new(), CancellationToken.None);

    private static Task SendAsync(Instance instance, TenantSettings tenant, IEnumerable<Frame> frames) =>
        instance.Get<EventQueue>().SendAsync(tenant.Tenant, frames, CancellationToken.None);
}
