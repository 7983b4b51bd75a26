using System.Text.Json;
using Pulso.Cli.Replays;

namespace Pulso.Cli.Tests.Replays;

public sealed class BatchTests
{
    [Fact]
    public void Batches_cover_the_plan_in_its_order()
    {
        var file = Events(1_234);
        int[] plan = DeliveryPlan.Of(file.Count, 2, shuffleSeed: 3);

        var sent = Batch.Cut(file, plan).SelectMany(batch => Numbers(batch.Body()));

        Assert.Equal(plan, sent);
    }

    [Fact]
    public void A_batch_holds_at_most_500_events() =>
        Assert.Equal([500, 500, 234], Batch.Cut(Events(1_234), DeliveryPlan.Of(1_234, 1, null)).Select(batch => batch.Count));

    [Fact]
    public void A_batch_of_large_events_stays_below_its_limit()
    {
        var file = Events(40, padding: 90_000);

        var bodies = Batch.Cut(file, DeliveryPlan.Of(file.Count, 1, null)).Select(batch => batch.Body()).ToList();

        Assert.All(bodies, body => Assert.InRange(body.Length, 1, Batch.MostBytes));
        Assert.Equal(40, bodies.Sum(body => Numbers(body).Count()));
    }

    [Fact]
    public void An_event_that_fits_exactly_is_sent_and_one_byte_more_is_refused()
    {
        int overhead = Events(1).Count + "{\"n\":0,\"pad\":\"\"}".Length + 1;
        var fits = Events(1, padding: Batch.MostBytes - 1 - overhead);
        var larger = Events(1, padding: Batch.MostBytes - overhead);

        Assert.Equal(Batch.MostBytes - 1, Assert.Single(Batch.Cut(fits, [0])).Body().Length);
        Assert.Contains("Line 1", Assert.Throws<Failure>(() => Batch.Cut(larger, [0]).ToList()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 500)]
    [InlineData(1, 1)]
    [InlineData(40, 10)]
    [InlineData(100_000, 500)]
    public void A_slow_rate_is_sent_in_small_batches(int? rate, int size) => Assert.Equal(size, Delivery.BatchSize(rate));

    private static EventFile Events(int count, int padding = 0) => EventFile.Of(System.Text.Encoding.UTF8.GetBytes(string.Concat(
        Enumerable.Range(0, count).Select(n => $"{{\"n\":{n},\"pad\":\"{new string('x', padding)}\"}}\n"))));

    private static IEnumerable<int> Numbers(byte[] body) =>
        JsonDocument.Parse(body).RootElement.EnumerateArray().Select(item => item.GetProperty("n").GetInt32());
}
