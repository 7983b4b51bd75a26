using Pulso.Functions.Storage;
using Pulso.Measures;
using Pulso.Recounts;

namespace Pulso.Functions.Tests.Vendors.Scenes;

/// <summary>Whole conversations of every channel's vendor: their figures, in whatever order and however often they are delivered.</summary>
public sealed class SceneTests
{
    private static readonly Pulso.Settings.TenantSettings Settings = Pulso.Tests.Scenarios.Tenants.Defaults;

    public static TheoryData<string> Names => [.. Scene.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_deliveries_of_a_conversation_come_to_its_figures(string name)
    {
        var scene = Scene.All[name];
        var counted = Counted.Of(Settings, scene.Frames(scene.Deliveries));

        Assert.Equal(scene.Figures.Select(figure => $"{figure.Key.Name} {figure.Value}"), scene.Figures.Select(figure => $"{figure.Key.Name} {counted[figure.Key]}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_redelivery_is_the_same_events(string name)
    {
        var scene = Scene.All[name];

        Assert.Equal(
            scene.Frames(scene.Deliveries).Select(frame => (frame.Key, frame.Event.Id, Convert.ToHexString(frame.Event.Encoded))),
            scene.Frames(scene.Deliveries).Select(frame => (frame.Key, frame.Event.Id, Convert.ToHexString(frame.Event.Encoded))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_two_events_of_a_conversation_have_one_identity(string name)
    {
        var frames = Scene.All[name].Frames(Scene.All[name].Deliveries).DistinctBy(frame => Convert.ToHexString(frame.Event.Encoded)).ToList();

        // A ticket and the comment that opened it are told by two events of Zendesk's, and are one message.
        Assert.InRange(frames.Count - frames.DistinctBy(frame => frame.Event.Id).Count(), 0, name == "zendesk ticket" ? 1 : 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_order_and_any_repetition_of_the_deliveries_come_to_the_same_figures(string name)
    {
        var scene = Scene.All[name];
        var expected = Recount.Of(scene.Frames(scene.Deliveries), Settings);
        var random = new Random(7);
        for (int round = 0; round < 20; round++)
        {
            var deliveries = scene.Deliveries.Concat(scene.Deliveries.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(deliveries);
            var partition = new Partition(Settings);

            foreach (var delivery in deliveries)
                partition.Deliver(scene.Frames([delivery]));
            partition.DeliverDerived();

            Same.Cells(expected, partition.Cells);
        }
    }

    [Fact]
    public void Every_vendor_of_a_channel_has_a_conversation() => Assert.Equal(
        Pulso.Functions.Vendors.VendorList.All.Where(vendor => vendor.Kind == Pulso.Functions.Vendors.VendorKind.Channel).Select(vendor => vendor.Id).Order(),
        Scene.All.Values.Select(scene => scene.Vendor).Distinct().Order());
}
