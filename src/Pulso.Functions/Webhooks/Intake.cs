using System.Collections.Concurrent;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Sources;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Webhooks;

/// <summary>Takes well-formed events in: admits their keys, and hands them to the queue.</summary>
public sealed class Intake(KeyRegistryStore registry, EventQueue queue, SourceActivity activity, Deployment deployment, Operations operations)
{
    private readonly ConcurrentDictionary<string, Pseudonyms> pseudonyms = [];

    public Pseudonyms PseudonymsOf(string tenant) => pseudonyms.GetOrAdd(tenant, name => Pseudonyms.Of(deployment.MasterKey, name));

    /// <summary>Returns when the queue has every event of the request; throws when it may have but some.</summary>
    public async Task AcceptAsync(string tenant, ParsedRequest request, Lane lane, CancellationToken cancel)
    {
        var admitted = await registry.AdmitAsync(tenant, [.. request.Events.Select(item => item.Event)], cancel);
        var frames = request.Events.Zip(admitted).SelectMany(pair => Frame.AllOf(pair.First.Source, pair.Second, pair.First.Subject));
        await queue.SendAsync(tenant, frames, lane, cancel);
        await activity.NoteAsync(tenant, request.Sources, cancel);
        foreach (var source in request.Events.CountBy(item => item.Source))
            operations.Accepted.Add(source.Key, source.Value);
        operations.UnknownTypes.Add(admitted.Count(item => item.Type == EventTypes.Unknown));
        foreach (var (name, count) in request.UnknownFields)
            operations.UnknownFields.Add(name, count);
    }
}
