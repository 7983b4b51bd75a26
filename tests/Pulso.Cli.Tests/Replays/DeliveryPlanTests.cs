using Pulso.Cli.Replays;

namespace Pulso.Cli.Tests.Replays;

public sealed class DeliveryPlanTests
{
    [Fact]
    public void A_plan_keeps_the_order_of_the_file() => Assert.Equal([0, 1, 2, 3], DeliveryPlan.Of(4, 1, null));

    [Fact]
    public void Repeats_come_after_the_whole_file() => Assert.Equal([0, 1, 2, 0, 1, 2], DeliveryPlan.Of(3, 2, null));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_shuffled_plan_holds_every_event_as_often_as_asked_for(int times)
    {
        int[] plan = DeliveryPlan.Of(1_000, times, shuffleSeed: 7);

        Assert.All(plan.CountBy(index => index), count => Assert.Equal(times, count.Value));
        Assert.Equal(1_000 * times, plan.Length);
        Assert.NotEqual(plan.Order(), plan);
    }

    [Fact]
    public void The_same_seed_shuffles_alike_and_another_one_does_not()
    {
        Assert.Equal(DeliveryPlan.Of(100, 2, 1), DeliveryPlan.Of(100, 2, 1));
        Assert.NotEqual(DeliveryPlan.Of(100, 2, 1), DeliveryPlan.Of(100, 2, 2));
    }
}
