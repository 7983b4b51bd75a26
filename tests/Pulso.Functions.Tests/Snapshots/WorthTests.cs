using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;
using Pulso.Timelines.Contacts;
using Pulso.Timelines.Customers;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>What customers are worth, in the files of published days.</summary>
[Collection(OnStorage.Name)]
public sealed class WorthTests(LocalStorage storage)
{
    private const double Day = 86_400;

    [Fact]
    public async Task It_is_carried_from_day_to_day_and_makes_no_day_of_its_own()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-03-20T00:01:00Z"));
        var tenant = await instance.AddTenantAsync(more: "\"currency\": \"MXN\"");
        var contact = new ContactScript("a").Started(0, (Field.Channel, "voice"), (Field.Customer, "ann")).Closed(60);
        await instance.DeliverAsync(tenant, contact.Frames);
        await instance.DeliverAsync(tenant, Told(contact.Frames[0].Key), Revenue(4 * Day, 90_000));

        await instance.CloseDaysAsync();

        Assert.Null(await WorthAsync(tenant, "2026-03-02"));
        Assert.Equal(("90", "MXN"), await WorthAsync(tenant, "2026-03-06"));
        Assert.Equal(2, (await storage.FilesAsync(tenant)).Keys.Count(path => path.StartsWith("v1/kpi_daily/", StringComparison.Ordinal)));
    }

    /// <summary>What the contact tells its customer, as the queue would bring it.</summary>
    private static Frame Told(TimelineKey contact)
    {
        var told = new Observation(
            contact.Hash, null, At.Utc(ContactScript.Morning), new Dimensions("voice", "inbound", "(none)", "(none)", "(none)"),
            1_000, null, null, false, false, false, Credit.Read(null), null);
        return new Frame(new TimelineKey(TimelineKind.Customer, "ann"), "", told.ToEvent());
    }

    private static Frame Revenue(double seconds, long amount)
    {
        var item = new Event(
            EventTypes.RevenueRecorded, At.Utc(ContactScript.Morning) + (long)(seconds * 1_000), EventId.Of("/test", "revenue"),
            [new(Field.Customer, "ann"), new(Field.Amount, amount)]);
        return new Frame(TimelineKey.Of(item, null), "/test", item);
    }

    /// <summary>The total's value and its currency; null where there is no row.</summary>
    private async Task<(string, string)?> WorthAsync(TenantSettings tenant, string date) =>
        (await storage.RowsAsync(tenant, KpiFigures.Daily.Path(date), skip: 0)).Select(line => line.Split(',')).FirstOrDefault(cells => cells.Contains("clv") && cells.Contains("total")) is { } row
            ? (row[8], row[13]) : null;
}
