using System.Text.Json;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Tenants;

[Collection(OnStorage.Name)]
public sealed class UsageTests(LocalStorage storage)
{
    [Theory]
    [InlineData("2026-03", 0, 10)] // the day of the calls
    [InlineData("1970-01", 60, 0)] // when the queue took them, in these tests
    [InlineData("2026-04", 0, 0)]
    public async Task A_month_has_the_events_that_were_archived_in_it_and_the_contacts_that_started_in_it(string month, long events, long contacts)
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Calls.Many(10).Frames());

        var usage = await AskAsync(instance, tenant.Tenant, month);

        Assert.Equal((events, contacts), (usage.GetProperty("events").GetInt64(), usage.GetProperty("contacts").GetInt64()));
        Assert.Equal(events > 0, usage.GetProperty("archivedBytes").GetInt64() > 0);
    }

    private static async Task<JsonElement> AskAsync(Instance instance, string tenant, string month) =>
        (await Answered.GetAsync(request => instance.Function<GetUsage>().RunAsync(request, tenant, CancellationToken.None), $"?month={month}")).Json;
}
