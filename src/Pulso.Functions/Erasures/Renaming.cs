using Pulso.Events;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Erasures;

/// <summary>What pseudonyms become in a generation: they are put under all of its keys, and those of who is taken out become random ones.</summary>
public sealed class Renaming(TenantDirectory tenants, ErasureStore erasures, PseudonymKeys keys)
{
    public async Task<Func<Frame, Frame>> IntoAsync(string tenant, int generation, CancellationToken cancel)
    {
        var replacements = await erasures.OfAsync(tenant, generation, cancel);
        var pseudonyms = await tenants.FindAsync(tenant, generation, cancel) is { } settings ? keys.Of(settings) : null;
        return frame => (pseudonyms?.Wrap(frame) ?? frame).Rename(replacements.Of);
    }
}
