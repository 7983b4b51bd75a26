using Pulso.Functions.Partitions;
using Pulso.Timelines;
using Partition = Pulso.Functions.Partitions.Partition;

namespace Pulso.Functions.Tests.Partitions;

public sealed class PartitionCacheTests
{
    [Fact]
    public void A_full_cache_forgets_what_was_not_used_and_keeps_every_partition_in_use()
    {
        var cache = new PartitionCache(timelinesKept: 20);
        for (int round = 0; round < 30; round++)
        {
            for (int number = 0; number < 5; number++)
            {
                var partition = Taken(cache, number);
                bool known = partition.Timeline(Open(number)) is not null;
                Assert.True(known || round < 10); // when it is first full, all of it is equally new
                partition.Keep(Timeline.Empty(Open(number)));
                partition.Keep(Timeline.Empty(Once(number, round)));
                cache.Return(partition);
            }
        }

        Assert.InRange(Enumerable.Range(0, 5).Sum(number => cache.Take($"{number}")!.TimelineCount), 10, 20);
    }

    [Fact]
    public void A_partition_that_forgot_does_not_take_what_is_not_there_for_new()
    {
        var cache = new PartitionCache(timelinesKept: 1);
        var partition = Taken(cache, 0);
        partition.Keep(Timeline.Empty(Once(0, 0)));
        partition.Keep(Timeline.Empty(Once(0, 1)));
        partition.Age();
        Assert.True(partition.IsWhole);

        partition.Timeline(Once(0, 1));
        partition.Age();

        Assert.False(partition.IsWhole);
        Assert.Null(partition.Timeline(Once(0, 0)));
        Assert.NotNull(partition.Timeline(Once(0, 1)));
    }

    [Fact]
    public void A_partition_of_which_nothing_is_left_goes()
    {
        var cache = new PartitionCache(timelinesKept: 1);
        for (int number = 0; number < 4; number++)
        {
            var partition = Taken(cache, number);
            partition.Keep(Timeline.Empty(Once(number, 0)));
            cache.Return(partition);
        }

        Assert.Null(cache.Take("0"));
        Assert.NotNull(cache.Take("3"));
    }

    private static Partition Taken(PartitionCache cache, int number) => cache.Take($"{number}") ?? new Partition($"{number}", Head.New(), null);

    private static TimelineKey Open(int number) => new(TimelineKind.Contact, $"open {number}");

    private static TimelineKey Once(int number, int round) => new(TimelineKind.Contact, $"{number} {round}");
}
