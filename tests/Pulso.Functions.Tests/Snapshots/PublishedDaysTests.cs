using Pulso.Functions.Snapshots;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Snapshots;

[Collection(OnStorage.Name)]
public sealed class PublishedDaysTests(LocalStorage storage)
{
    private static readonly DateOnly Date = new(2026, 3, 2);

    [Fact]
    public async Task Of_two_who_publish_a_day_at_once_the_second_learns_of_the_first()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = (await instance.AddTenantAsync()).Tenant;
        var days = instance.Get<PublishedDays>();
        var (_, none) = await days.FindAsync(tenant, Date, CancellationToken.None);

        Assert.True(await days.TryKeepAsync(tenant, Day(1), none, CancellationToken.None));
        Assert.False(await days.TryKeepAsync(tenant, Day(2), none, CancellationToken.None));

        var (first, tag) = await days.FindAsync(tenant, Date, CancellationToken.None);
        Assert.Equal([1], first!.Marks);
        Assert.True(await days.TryKeepAsync(tenant, Day(2), tag, CancellationToken.None));
        Assert.False(await days.TryKeepAsync(tenant, Day(3), tag, CancellationToken.None));
    }

    private static PublishedDay Day(byte mark) => new(Date, [mark], "", "", HadEnded: true, null, [], []);
}
