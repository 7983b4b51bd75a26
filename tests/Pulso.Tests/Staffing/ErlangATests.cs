using Pulso.Staffing;

namespace Pulso.Tests.Staffing;

public sealed class ErlangATests
{
    [Theory]
    [InlineData(10, 12)]
    [InlineData(1, 2)]
    [InlineData(95, 100)]
    [InlineData(950, 1_000)]
    public void Without_impatience_it_is_Erlang_C(double load, int agents)
    {
        var queue = new ErlangA(load / 180, 180, double.PositiveInfinity);
        double busy = Loss(load, agents);
        double waits = agents * busy / (agents - (load * (1 - busy)));
        Assert.Equal(waits, queue.Waiting(agents), 1e-8);
        Assert.Equal(1 - (waits * Math.Exp(-(agents - load) * 20 / 180)), queue.ServiceLevel(agents, 20), 1e-8);
        Assert.Equal(0, queue.Abandonment(agents));
        Assert.Equal(load / agents, queue.Occupancy(agents), 1e-12);
    }

    [Fact]
    public void The_textbooks_10_Erlangs_and_12_agents_wait_with_a_chance_of_0_4494() =>
        Assert.Equal(0.4494, new ErlangA(10.0 / 180, 180, double.PositiveInfinity).Waiting(12), 5e-5);

    [Theory]
    [InlineData(10, 12)]
    [InlineData(10, 8)]
    [InlineData(500, 500)]
    [InlineData(1_500, 1_000)]
    public void Where_patience_is_as_long_as_handling_the_number_of_callers_is_Poisson(double load, int agents)
    {
        var queue = new ErlangA(load / 240, 240, 240);
        Assert.Equal(1 - PoissonBelow(load, agents), queue.Waiting(agents), 1e-7);
        Assert.Equal(load * (1 - queue.Abandonment(agents)), MeanOfLesser(load, agents), load * 1e-7); // who is not lost keeps agents busy
    }

    [Theory]
    [InlineData(8, 10, 60)]
    [InlineData(12, 10, 120)]
    [InlineData(30, 27, 300)]
    public void It_agrees_with_a_simulation(double load, int agents, double patience)
    {
        var queue = new ErlangA(load / 200, 200, patience);
        var (within, left) = SimulatedQueue.Run(queue, agents, 20, callers: 400_000, seed: 7);
        Assert.Equal(within, queue.ServiceLevel(agents, 20), 0.006);
        Assert.Equal(left, queue.Abandonment(agents), 0.006);
    }

    [Fact]
    public void Patience_without_end_is_its_limit() => Assert.Equal(
        new ErlangA(0.05, 180, double.PositiveInfinity).ServiceLevel(11, 20), new ErlangA(0.05, 180, 1e9).ServiceLevel(11, 20), 1e-6);

    [Fact]
    public void A_load_that_patience_does_not_shorten_has_no_service_level() =>
        Assert.Equal((0, 1), (new ErlangA(1, 180, double.PositiveInfinity).ServiceLevel(180, 20), new ErlangA(1, 180, double.PositiveInfinity).Occupancy(180)));

    [Fact]
    public void It_stays_a_share_and_grows_with_the_agents_from_1_to_1000()
    {
        foreach (double load in new[] { 0.01, 1, 40, 400, 3_000 })
        {
            foreach (double patience in new[] { 0.5, 30, 600, 100_000 })
            {
                var queue = new ErlangA(load / 300, 300, patience);
                double last = 0;
                foreach (int agents in new[] { 1, 2, 3, 5, 10, 50, 100, 399, 400, 401, 1_000 })
                {
                    double level = queue.ServiceLevel(agents, 20);
                    Assert.InRange(level, last - 1e-9, 1);
                    Assert.InRange(queue.Abandonment(agents), 0, 1);
                    Assert.InRange(queue.Occupancy(agents), 0, 1 + 1e-9);
                    last = level;
                }
            }
        }
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void The_agents_for_a_target_reach_it_and_one_fewer_does_not(double target)
    {
        foreach (double load in new[] { 0.1, 3, 42, 420 })
        {
            var queue = new ErlangA(load / 200, 200, 150);
            int agents = queue.AgentsFor(target, 20)!.Value;
            Assert.True(queue.ServiceLevel(agents, 20) >= target);
            Assert.True(agents == 1 || queue.ServiceLevel(agents - 1, 20) < target);
        }
    }

    [Fact]
    public void For_many_callers_the_agents_needed_come_close_to_the_load()
    {
        double Over(double load) => new ErlangA(load / 200, 200, double.PositiveInfinity).AgentsFor(0.8, 20)!.Value / load;
        Assert.InRange(Over(10_000 / 1.05), 1, 1.01);
        Assert.True(Over(10) > Over(100) && Over(100) > Over(1_000));
    }

    [Fact]
    public void Nobody_calling_needs_nobody_more_than_one() => Assert.Equal((1, 1.0), (new ErlangA(0, 200, 60).AgentsFor(0.8, 20), new ErlangA(0, 200, 60).ServiceLevel(1, 20)));

    private static double Loss(double load, int agents)
    {
        double inverse = 1;
        for (int k = 1; k <= agents; k++)
            inverse = 1 + (k / load * inverse);
        return 1 / inverse;
    }

    private static IEnumerable<double> Poisson(double mean)
    {
        double log = -mean;
        for (int k = 0; ; log += Math.Log(mean / ++k))
            yield return Math.Exp(log);
    }

    private static double PoissonBelow(double mean, int count) => Poisson(mean).Take(count).Sum();

    private static double MeanOfLesser(double mean, int count)
    {
        var below = Poisson(mean).Take(count).ToList();
        return below.Select((chance, k) => k * chance).Sum() + (count * (1 - below.Sum()));
    }
}
