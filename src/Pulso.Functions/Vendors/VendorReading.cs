using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions.Access;
using Pulso.Settings;

namespace Pulso.Functions.Vendors;

/// <summary>Reads a signed delivery: what only names its answer is looked up first, and the events are checked as canonical ones are.</summary>
internal sealed class VendorReading(Secrets secrets, VendorApi api, Operations operations)
{
    public async Task<ParsedRequest?> ReadAsync(Vendor vendor, Delivery delivery, Source source, Pseudonyms pseudonyms, TenantSettings settings, CancellationToken cancel)
    {
        if (LookupOf(vendor, delivery, source) is { } lookup)
            delivery = delivery with { Fetched = await api.ReadAsync(lookup, cancel) };
        var translation = Translation.Of(source, into => vendor.Translate(delivery, into));
        var parsed = EventParser.Translated(translation.Events, pseudonyms, settings);
        if (translation.Faults.Count > 0)
            return parsed with { Events = [], Faults = [.. translation.Faults, .. parsed.Faults] };
        if (parsed.Faults.Count == 0)
        {
            foreach (string kind in translation.Ignored)
                operations.IgnoredKinds.Add($"{vendor.Id} {kind}", 1);
        }
        return parsed;
    }

    /// <summary>Where the answer lies; null where there is none to look up, or no token, or where the translation will say what is wrong.</summary>
    private Lookup? LookupOf(Vendor vendor, Delivery delivery, Source source)
    {
        Lookup? lookup = null;
        if (vendor.Lookup is { } find && secrets.TokenOf(source) is { } token)
            Translation.Of(source, _ => lookup = find(delivery, source, token));
        return lookup;
    }
}
