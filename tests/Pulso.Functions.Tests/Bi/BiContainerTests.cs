using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Bi;

/// <summary>The files of no period and the manifest, written by several at once.</summary>
[Collection(OnStorage.Name)]
public sealed class BiContainerTests(LocalStorage storage)
{
    [Fact]
    public async Task Of_two_that_write_at_once_the_file_that_lies_there_in_the_end_is_the_one_that_is_listed()
    {
        await using var first = await Instance.StartAsync(storage);
        await using var second = await Instance.StartAsync(storage);
        var tenant = await first.AddTenantAsync();
        var (older, newer) = (Goals(tenant, "older"), Goals(tenant, "newer"));
        bool overtaken = false;
        await WriteAsync(first, tenant, async () =>
        {
            if (overtaken)
                return newer;
            overtaken = true; // what the first one read is written after all that the second one writes
            await WriteAsync(second, tenant, () => Task.FromResult(newer));
            return older;
        });

        var lies = await storage.Blobs.GetBlobContainerClient(Names.BiContainer(tenant.Tenant)).GetBlobClient(newer.Path).DownloadContentAsync();

        Assert.Equal(newer.Bytes, lies.Value.Content.ToArray());
    }

    private static Task WriteAsync(Instance instance, TenantSettings tenant, Func<Task<CsvFile>> file) => instance.Get<BiContainer>().WriteIndexAsync(
        tenant.Tenant, Schema.Of(tenant), async () => new Published([], [], [await file()]), TimeProvider.System, CancellationToken.None);

    private static CsvFile Goals(TenantSettings tenant, string owner) =>
        CsvFile.Of(DimGoal.Table, "", [[tenant.Tenant, owner, .. DimGoal.Table.Columns.Skip(2).Select(_ => "")]]);
}
