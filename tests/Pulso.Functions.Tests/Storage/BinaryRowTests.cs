using Azure.Data.Tables;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Storage;

[Collection(OnStorage.Name)]
public sealed class BinaryRowTests(LocalStorage storage)
{
    [Theory]
    [InlineData(TableTransactionActionType.Add)]
    [InlineData(TableTransactionActionType.UpsertReplace)]
    public async Task The_store_takes_the_largest_value(TableTransactionActionType type)
    {
        await using var instance = await Instance.StartAsync(storage);
        var table = instance.Get<TableServiceClient>().GetTableClient(Names.Partitions);
        byte[] value = new byte[BinaryRow.Limit];
        new Random(1).NextBytes(value);
        var row = BinaryRow.Of($"largest-{type}", new string('r', 64), value);

        await table.SubmitTransactionAsync([new TableTransactionAction(type, row)]);

        Assert.Equal(value, BinaryRow.Value((await table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey)).Value!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(BinaryRow.Limit)]
    public void A_value_is_cut_into_properties_of_at_most_64_kibibytes_and_put_together_again(int size)
    {
        byte[] value = new byte[size];
        new Random(1).NextBytes(value);

        var row = BinaryRow.Of("p", "r", value);

        Assert.Equal(value, BinaryRow.Value(row));
        Assert.All(row.Where(property => property.Value is byte[]), property => Assert.InRange(((byte[])property.Value).Length, 0, 65_536));
        Assert.InRange(row.Count, 3, 252);
    }

    [Fact]
    public void A_value_that_says_the_same_again_and_again_takes_less_than_its_size()
    {
        byte[] value = new byte[10 * BinaryRow.Limit];

        Assert.Equal(value, BinaryRow.Value(BinaryRow.Of("p", "r", value)));
    }

    [Fact]
    public void A_value_that_no_row_can_hold_is_refused_by_its_name()
    {
        byte[] value = new byte[BinaryRow.Limit + 1];
        new Random(1).NextBytes(value);

        var error = Assert.Throws<ValueTooLargeException>(() => BinaryRow.Of("p", "the-row", value));

        Assert.Contains("the-row", error.Message, StringComparison.Ordinal);
    }
}
