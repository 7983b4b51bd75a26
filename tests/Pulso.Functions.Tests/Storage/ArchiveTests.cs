using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Storage;

/// <summary>The archive is read page by page, whatever retention removes meanwhile.</summary>
[Collection(OnStorage.Name)]
public sealed class ArchiveTests(LocalStorage storage)
{
    private const int Blobs = 32;
    private const int CallsInBlob = 50;

    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_was_read_may_go_and_nothing_after_it_is_missed_or_read_twice()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = (await instance.AddTenantAsync()).Tenant;
        var archive = instance.Get<Archive>();
        for (int blob = 0; blob < Blobs; blob++)
            await archive.WriteAsync(tenant, Noon.AddDays(blob), "s", Calls.Many(CallsInBlob, $"{blob}").Frames(), CancellationToken.None);

        var first = await archive.PageAsync(tenant, null, null, frame => frame, CancellationToken.None);
        await archive.RemoveBeforeAsync(tenant, new DateOnly(2026, 3, 5), CancellationToken.None);
        var second = await archive.PageAsync(tenant, first.NextToken, first.Last, frame => frame, CancellationToken.None);

        Assert.False(first.IsLast);
        Assert.True(second.IsLast);
        Assert.Equal(Blobs, first.Blobs + second.Blobs);
        Assert.Equal(Blobs * CallsInBlob, first.Frames.Concat(second.Frames).Select(frame => frame.Key).Distinct().Count());
    }
}
