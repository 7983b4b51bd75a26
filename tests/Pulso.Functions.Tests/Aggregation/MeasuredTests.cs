using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Pulso.Events;
using Pulso.Functions.Health;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>What becomes of events is measured by their source, and what is behind by session and cursor.</summary>
[Collection(OnStorage.Name)]
public sealed class MeasuredTests(LocalStorage storage)
{
    [Fact]
    public async Task Outcomes_lags_conflicts_and_restatements_are_measured_under_their_names()
    {
        var measured = new ConcurrentBag<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, to) => Listen(instrument, to) };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add(Text(instrument, value, tags)));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Add(Text(instrument, null, tags)));
        listener.Start();
        var clock = new Clock("2026-03-03T12:00:00Z");
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue(), clock: clock);
        var tenant = await instance.AddTenantAsync();
        var call = Calls.Solved("call").Frames;
        await instance.DeliverAsync(tenant, call);
        await instance.CloseDaysAsync();

        var queued = call[1].Event;
        await instance.DeliverAsync(tenant, call[1] with { Event = new Event(queued.Type, queued.TimeMs, queued.Id, [new FieldValue(Field.Queue, "zebra")]) });
        await instance.DeliverAsync(tenant, Calls.Solved("late", at: 60).Frames);
        await instance.CloseDaysAsync();
        await instance.Get<Cursors>().OfAsync(tenant, CancellationToken.None);

        string all = string.Join('\n', measured);
        Assert.All(
            new[]
            {
                "pulso.events.applied 6 source=/test", "pulso.events.conflict 1 source=/test", "pulso.days.restated 1", "pulso.session.lag  session=",
                "pulso.cursor.lag 0 cursor=close-days", "pulso.cursor.lag 0 cursor=tell-time",
            },
            line => Assert.Contains(line, all, StringComparison.Ordinal));
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == Operations.Name)
            listener.EnableMeasurementEvents(instrument);
    }

    private static string Text(Instrument instrument, long? value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";
}
