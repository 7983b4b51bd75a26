using Pulso.Events;
using Pulso.Functions.Tests.Running;
using Pulso.Measures;
using Pulso.Timelines;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>What comes without bound: one customer's contacts, one thread's messages.</summary>
[Collection(OnStorage.Name)]
public sealed class BoundsTests(LocalStorage storage)
{
    private const int Many = 10_000;

    [Fact]
    public async Task A_customer_may_have_ten_thousand_contacts()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4);
        var tenant = await instance.AddTenantAsync();
        // Ten minutes apart: each is a recontact of four hundred others.
        var frames = Enumerable.Range(0, Many).SelectMany(i => Calls.Solved($"call-{i}", at: i * 600).Frames).ToList();
        foreach (var batch in frames.Chunk(12_000))
            Assert.Empty(await instance.DeliverAsync(tenant, batch));

        await Stored.IsTheRecountAsync(instance, tenant, frames);

        await instance.DeliverAsync(tenant, Calls.Solved("one more", at: Many * 600).Frames);
        Assert.Empty(await new QueueView(instance).ApplyAsync());
        Assert.Equal(Many + 1, (await instance.CellsAsync(tenant)).All.Where(cell => cell.Key.Facet is null).Sum(cell => cell.Value[Counter.FcrEligible]));
    }

    [Fact]
    public async Task A_thread_may_have_ten_thousand_messages()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock(ContactScript.Morning)); // before its silence
        var tenant = await instance.AddTenantAsync();
        var thread = new ContactScript("a thread of 22 letters", kind: TimelineKind.Thread);
        for (int i = 0; i < Many; i++)
        {
            (Field, object)[] values = [(Field.Channel, "whatsapp"), (Field.MessageId, $"{Guid.NewGuid():N}")];
            thread = i % 3 == 0 ? thread.Sent(i * 400, "agent", values) : thread.Received(i * 400, values);
        }
        foreach (var batch in thread.Frames.Chunk(2_000))
            Assert.Empty(await instance.DeliverAsync(tenant, batch));

        await Stored.IsTheRecountAsync(instance, tenant, thread.Frames);
        Assert.Equal(Many, (await instance.CellsAsync(tenant)).All.Sum(cell => cell.Value[Counter.MessagesIn] + cell.Value[Counter.MessagesAgent]));
    }
}
