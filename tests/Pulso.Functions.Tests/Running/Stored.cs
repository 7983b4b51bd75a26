using Pulso.Events;
using Pulso.Functions.Verification;
using Pulso.Recounts;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Running;

/// <summary>Holds the stored figures against a recount.</summary>
internal static class Stored
{
    /// <summary>Applies what the events caused, and then the cells must be what the events say when they are counted anew.</summary>
    public static async Task IsTheRecountAsync(Instance instance, TenantSettings tenant, IReadOnlyList<Frame> frames)
    {
        await new QueueView(instance).ApplyAsync();
        Same.Cells(Recount.Of(frames, tenant), await instance.CellsAsync(tenant));
    }

    /// <summary>The figures are what the archive says.</summary>
    public static async Task IsTheArchiveAsync(Instance instance, TenantSettings tenant)
    {
        var outcome = await instance.Get<RecountComparison>().RunAsync(tenant, CancellationToken.None);
        Assert.NotNull(outcome);
        Assert.Empty(outcome.Differences);
        Assert.Equal(0, outcome.Different);
    }
}
