using Pulso.Events;
using Pulso.Functions.Tenants;

namespace Pulso.Functions.Erasures;

/// <summary>What events become in a generation: pseudonyms are put under all of its keys, those of who is taken out become random ones, and what they wrote goes.</summary>
public sealed class Renaming(TenantDirectory tenants, ErasureStore erasures, PseudonymKeys keys)
{
    public async Task<Func<Frame, Frame>> IntoAsync(string tenant, int generation, CancellationToken cancel)
    {
        var replacements = await erasures.OfAsync(tenant, generation, cancel);
        var settings = await tenants.FindAsync(tenant, generation, cancel);
        var pseudonyms = settings is null ? null : keys.Of(settings);
        return frame => Kept(replacements.In(pseudonyms?.Wrap(frame) ?? frame));

        // Under definitions that keep no comments, those from before go too.
        Frame Kept(Frame frame) => settings?.At(frame.Event.TimeMs).KeepSurveyComments == false ? frame.WithoutComment() : frame;
    }
}
