using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Erasures;
using Pulso.Functions.Sources;
using Pulso.Functions.Storage;
using Pulso.Settings;

namespace Pulso.Functions.Webhooks;

/// <summary>Takes well-formed events in: admits their keys, and hands them to the queue.</summary>
public sealed class Intake(KeyRegistryStore registry, EventQueue queue, SourceActivity activity, PseudonymKeys keys, Operations operations)
{
    public Pseudonyms PseudonymsOf(TenantSettings settings) => keys.Of(settings);

    /// <summary>Returns when the queue has every event of the request; throws when it may have but some.</summary>
    /// <param name="settings">Those under whose pseudonyms it was read.</param>
    public async Task AcceptAsync(TenantSettings settings, ParsedRequest request, Lane lane, CancellationToken cancel)
    {
        string tenant = settings.Tenant;
        var admitted = await registry.AdmitAsync(tenant, [.. request.Events.Select(item => item.Event)], cancel);
        var frames = request.Events.Zip(admitted).SelectMany(pair => Frame.AllOf(pair.First.Source, pair.Second, pair.First.Subject)).Select(frame => frame with { Keys = settings.Generation.Keys });
        await queue.SendAsync(tenant, frames, lane, cancel);
        await activity.NoteAsync(tenant, request.Sources, cancel);
        foreach (var source in request.Events.CountBy(item => item.Source))
            operations.Accepted.Add(source.Key, source.Value);
        operations.UnknownTypes.Add(admitted.Count(item => item.Type == EventTypes.Unknown));
        foreach (var (name, count) in request.UnknownFields)
            operations.UnknownFields.Add(name, count);
    }
}
