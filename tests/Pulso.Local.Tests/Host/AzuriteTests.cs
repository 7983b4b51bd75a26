using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Host;

namespace Pulso.Local.Tests.Host;

[Collection(nameof(Storage))]
public sealed class AzuriteTests(Storage storage)
{
    [Fact]
    public void Storage_that_answers_is_not_started_again()
    {
        var id = storage.ProcessId;

        Parallel.For(0, 4, _ => Azurite.Ensure(storage.ConnectionString));

        Assert.Equal(id, storage.ProcessId);
        using var azurite = Process.GetProcessById(id);
        Assert.False(azurite.HasExited);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=AAAA;EndpointSuffix=core.windows.net")]
    public void For_storage_elsewhere_none_is_started(string? connectionString)
    {
        var id = storage.ProcessId; // written by whatever is started

        Azurite.Ensure(connectionString);

        Assert.Equal(id, storage.ProcessId);
    }
}
