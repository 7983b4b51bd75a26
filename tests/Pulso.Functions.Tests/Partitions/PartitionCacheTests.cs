using Pulso.Functions.Partitions;
using Pulso.Measures;
using Pulso.Timelines;
using Partition = Pulso.Functions.Partitions.Partition;

namespace Pulso.Functions.Tests.Partitions;

public sealed class PartitionCacheTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void A_full_cache_forgets_what_was_not_used_and_keeps_every_partition_in_use()
    {
        var cache = new PartitionCache(weightKept: 30);
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

        Assert.InRange(cache.Weight, 15, 30);
    }

    [Fact]
    public void However_many_cells_a_day_has_and_however_many_days_pass_the_weight_is_bounded()
    {
        const int Kept = 1_000;
        var cache = new PartitionCache(Kept);
        for (int day = 0; day < 400; day++)
        {
            for (int number = 0; number < 3; number++)
            {
                var partition = Taken(cache, number);
                var figures = partition.Block(new CellBlock(Monday.AddDays(day), 1))!.Figures;
                for (int queue = 0; queue < 20; queue++)
                    figures.At(new CellKey(Monday.AddDays(day), 0, Dimensions.Unknown with { Queue = $"{queue}" }));
                cache.Return(partition);
                Assert.True(cache.Weight <= Kept, $"{cache.Weight} on day {day}");
            }
        }

        Assert.True(cache.Weight > Kept / 4, $"it forgets more than it must: {cache.Weight}");
    }

    [Fact]
    public void A_partition_that_forgot_does_not_take_what_is_not_there_for_new()
    {
        var partition = New(0);
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
    public void A_partition_that_forgot_cells_of_a_day_reads_them()
    {
        var partition = New(0);
        var (morning, afternoon) = (new CellBlock(Monday, 1), new CellBlock(Monday, 2));
        Assert.NotNull(partition.Block(morning));
        partition.Age();
        Assert.NotNull(partition.Block(afternoon)); // the day is new, and all of it is here
        partition.Head = partition.Head with { Days = new() { [Monday] = 1 } };

        partition.Age();

        Assert.Null(partition.Block(morning));
        Assert.NotNull(partition.Block(afternoon));
    }

    [Fact]
    public void A_partition_of_which_nothing_is_left_goes()
    {
        var cache = new PartitionCache(weightKept: 2);
        for (int number = 0; number < 4; number++)
        {
            var partition = Taken(cache, number);
            partition.Keep(Timeline.Empty(Once(number, 0)));
            cache.Return(partition);
        }

        Assert.Null(cache.Take("0"));
        Assert.NotNull(cache.Take("3"));
        Assert.Equal(0, cache.Weight);
    }

    private static Partition Taken(PartitionCache cache, int number) => cache.Take($"{number}") ?? New(number);

    private static Partition New(int number) => new($"{number}", Head.New(), null);

    private static TimelineKey Open(int number) => new(TimelineKind.Contact, $"open {number}");

    private static TimelineKey Once(int number, int round) => new(TimelineKind.Contact, $"{number} {round}");
}
