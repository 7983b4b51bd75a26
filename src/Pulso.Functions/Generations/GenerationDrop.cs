using Pulso.Functions.Partitions;
using Pulso.Functions.Tenants;
using Pulso.Settings;

namespace Pulso.Functions.Generations;

/// <summary>Forgets a generation that does not serve: first nobody reads or writes it, then its rows go, then its name.</summary>
public sealed class GenerationDrop(TenantDirectory tenants, PartitionStore partitions)
{
    /// <returns>False where it serves by now, or is gone.</returns>
    public async Task<bool> TryRunAsync(TenantSettings settings, OtherGeneration other, CancellationToken cancel)
    {
        string tenant = settings.Tenant;
        var marked = await tenants.ChangeAsync(tenant, known => known with { Generations = known.Generations.Mark(other.Number, GenerationState.Dropping) }, cancel);
        if (marked.Generations.Find(other.Number) is null)
            return false;
        await partitions.DropAsync(settings with { Generation = new Generation(other.Number, other.Partitions) }, cancel);
        await tenants.ChangeAsync(tenant, known => known with { Generations = known.Generations.Without(other.Number) }, cancel);
        return true;
    }
}
