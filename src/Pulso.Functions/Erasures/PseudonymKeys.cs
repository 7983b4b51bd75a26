using System.Collections.Concurrent;
using Pulso.Events;
using Pulso.Settings;

namespace Pulso.Functions.Erasures;

/// <summary>The tenants' pseudonyms, under as many of the deployment's keys as a generation has.</summary>
public sealed class PseudonymKeys(Deployment deployment)
{
    private readonly ConcurrentDictionary<(string Tenant, int Keys), Pseudonyms> known = [];

    /// <summary>How many keys there are.</summary>
    public int Count => deployment.PseudonymKeys.Count;

    public Pseudonyms Of(TenantSettings settings) => Of(settings.Tenant, settings.Generation.Keys);

    /// <summary>A tenant's pseudonyms under all keys.</summary>
    public Pseudonyms AllOf(string tenant) => Of(tenant, Count);

    /// <exception cref="InvalidOperationException">A key that was in use is gone from the app settings.</exception>
    private Pseudonyms Of(string tenant, int keys) => keys <= Count
        ? known.GetOrAdd((tenant, keys), of => Pseudonyms.Of(deployment.PseudonymKeys.Take(of.Keys), of.Tenant))
        : throw new InvalidOperationException($"Pulso__PseudonymKey holds {Count} keys, and the pseudonyms of {tenant} are under {keys}.");
}
