using Pulso.Events;
using Pulso.Functions.Consents;
using Pulso.Functions.Tests.Running;
using Pulso.Timelines;

namespace Pulso.Functions.Tests.Consents;

/// <summary>What customers consented to is kept by channel and purpose, and can be had as a file.</summary>
[Collection(OnStorage.Name)]
public sealed class GetConsentsTests(LocalStorage storage)
{
    [Fact]
    public async Task The_last_word_counts_for_each_channel_and_purpose_in_whatever_order_it_came()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, [
            Said("ben", EventTypes.ConsentGiven, 3_000, "email", "news"),
            Said("ana", EventTypes.ConsentWithdrawn, 2_000, "whatsapp", "news"),
            Said("ana", EventTypes.ConsentGiven, 1_000, "whatsapp", "news"),
            Said("ana", EventTypes.ConsentGiven, 1_000, "whatsapp", "service"),
        ]);

        Assert.Equal(
            [
                $"{tenant.Tenant},ana,whatsapp,news,withdrawn,1970-01-01T00:00:02Z",
                $"{tenant.Tenant},ana,whatsapp,service,given,1970-01-01T00:00:01Z",
                $"{tenant.Tenant},ben,email,news,given,1970-01-01T00:00:03Z",
            ],
            (await instance.Function<GetConsents>().RowsAsync(tenant, CancellationToken.None)).Select(row => string.Join(',', row)));
    }

    private static Frame Said(string customer, EventType type, long timeMs, string channel, string purpose) => new(
        new TimelineKey(TimelineKind.Customer, customer), "/test",
        new Event(type, timeMs, EventId.Of("/test", $"{customer}{type}{timeMs}{purpose}"), [new(Field.Customer, customer), new(Field.Channel, channel), new(Field.Purpose, purpose)]));
}
