using Azure.Data.Tables;
using Pulso.Events;
using Pulso.Functions.Partitions;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>Rows of cells that are large because many keys meet in them: a transaction holds 4 MiB of them, and no more.</summary>
[Collection(OnStorage.Name)]
public sealed class CrowdedPartitionTests(LocalStorage storage)
{
    private const int CellsOfADay = 700;

    private static readonly DateOnly FirstDay = new(2026, 3, 2);

    [Theory]
    [InlineData(85)]
    [InlineData(120)]
    public async Task A_contact_of_many_crowded_days_is_written_in_steps_of_less_than_four_mebibytes(int days)
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var contact = Calls.OnDays("case", days);
        await CrowdAsync(instance, tenant, days, Crowd);

        await instance.DeliverAsync(tenant, contact.Frames);
        contact.Classified((days * 86_400) + 60, (Field.Reason, "billing"));
        await instance.DeliverAsync(tenant, contact.Frames[^1]);

        await new QueueView(instance).ApplyAsync();
        var stored = new Cells();
        foreach (var (key, tally) in (await instance.CellsAsync(tenant)).All.Where(cell => cell.Key.Dimensions.Channel == "email"))
            stored.Add(key, tally);
        Same.Cells(Recount.Of(contact.Frames, tenant), stored);
    }

    [Fact]
    public async Task A_contact_of_many_days_one_of_which_has_no_room_is_rejected_and_its_neighbours_count()
    {
        const int Days = 120;
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var full = Full(FirstDay.AddDays(Days / 2));
        await CrowdAsync(instance, tenant, Days, date => date == FirstDay.AddDays(Days / 2) ? full : new Cells());

        await instance.DeliverAsync(tenant, [.. Calls.OnDays("case", Days).Frames, .. Calls.Solved("call").Frames]);
        var dead = await new QueueView(instance).ApplyAsync();

        Assert.Contains(dead, letter => letter.Reason == "refused-by-store");
        Assert.Null((await instance.Store.LoadAsync(Names.Partition(tenant.Tenant, 0), CancellationToken.None)).Head.Pending);
        Assert.Equal(1, (await instance.CellsAsync(tenant)).All.Where(cell => cell.Key.Dimensions.Channel == "voice" && cell.Key.Kind == FacetKind.Whole).Sum(cell => cell.Value[Counter.Resolved]));
    }

    /// <summary>Puts the cells of others into the rows that the contact will touch.</summary>
    private static async Task CrowdAsync(Instance instance, TenantSettings tenant, int days, Func<DateOnly, Cells> crowd)
    {
        string key = Names.Partition(tenant.Tenant, 0);
        var table = instance.Get<TableServiceClient>().GetTableClient(Names.Partitions);
        var partition = await instance.Store.LoadAsync(key, CancellationToken.None);
        var marks = new SortedDictionary<DateOnly, long>();
        for (int day = 0; day <= days; day++)
        {
            var date = FirstDay.AddDays(day);
            marks[date] = 1;
            await table.UpsertEntityAsync(BinaryRow.Of(key, Names.CellsRow(new CellBlock(date, 1)), crowd(date).Encode()), TableUpdateMode.Replace);
        }
        await instance.Store.CommitAsync(partition, Head.New() with { Revision = 1, Days = marks }, [], CancellationToken.None);
    }

    private static Cells Crowd(DateOnly date)
    {
        long nine = At.Utc($"{date:yyyy-MM-dd}T09:00:00Z");
        var cells = new Cells();
        for (int i = 0; i < CellsOfADay; i++)
        {
            var tally = cells.At(new CellKey(date, nine, new Dimensions("voice", "inbound", $"queue-{i % 40}", $"reason-{i:000}", "1")));
            foreach (var counter in Counter.All.Take(20))
                tally.Add(counter, 1_000_000 + i);
        }
        return cells;
    }

    /// <summary>Cells that nothing makes shorter, as many as a row just takes.</summary>
    private static Cells Full(DateOnly date)
    {
        int fits = 0, tooMany = 60_000;
        while (fits + 1 < tooMany)
        {
            int middle = (fits + tooMany) / 2;
            (fits, tooMany) = Packed.Of(Noise(date, middle).Encode()).Size <= BinaryRow.Limit ? (middle, tooMany) : (fits, middle);
        }
        return Noise(date, fits);
    }

    private static Cells Noise(DateOnly date, int cells)
    {
        var random = new Random(1);
        long nine = At.Utc($"{date:yyyy-MM-dd}T09:00:00Z");
        var noise = new Cells();
        for (int i = 0; i < cells; i++)
            noise.At(new CellKey(date, nine, new Dimensions("sms", "inbound", "(none)", $"{i:x}", "1"))).Add(Counter.Offered, random.NextInt64(long.MaxValue));
        return noise;
    }
}
