using Azure;
using Azure.Data.Tables;

namespace Pulso.Local.Tests.Tables;

[Collection(nameof(Storage))]
public sealed class TableTests(Storage storage) : IAsyncLifetime
{
    private readonly TableClient _table = new TableServiceClient(storage.ConnectionString).GetTableClient("t" + Guid.NewGuid().ToString("n"));

    public async Task InitializeAsync() => await new TableServiceClient(storage.ConnectionString).CreateTableIfNotExistsAsync(_table.Name);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Creating_a_table_that_exists_is_no_error() =>
        Assert.Equal(_table.Name, (await new TableServiceClient(storage.ConnectionString).CreateTableIfNotExistsAsync(_table.Name)).Value.Name);

    [Fact]
    public async Task Every_type_comes_back_as_it_was_written()
    {
        var instant = new DateTimeOffset(2026, 3, 29, 1, 59, 59, 123, TimeSpan.Zero).AddTicks(4567);
        byte[] bytes = [0, 1, 2, 250, 255];
        await _table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "áé\u2028 \"q\" <&> 😀\r\n",
            ["Int"] = int.MinValue,
            ["Long"] = long.MaxValue,
            ["Bool"] = true,
            ["Bytes"] = bytes,
            ["Instant"] = instant,
            ["Whole"] = 2.0,
            ["Part"] = 0.1,
            ["Nothing"] = null,
        });

        var row = (await _table.GetEntityIfExistsAsync<TableEntity>("p", "r")).Value!;

        Assert.Equal(("p", "r"), (row.PartitionKey, row.RowKey));
        Assert.Equal("áé\u2028 \"q\" <&> 😀\r\n", row.GetString("Text"));
        Assert.Equal(int.MinValue, row.GetInt32("Int"));
        Assert.Equal(long.MaxValue, row.GetInt64("Long"));
        Assert.True(row.GetBoolean("Bool"));
        Assert.Equal(bytes, row.GetBinary("Bytes"));
        Assert.Equal(instant, row.GetDateTimeOffset("Instant"));
        Assert.Equal((2.0, 0.1), ((double)row["Whole"], (double)row["Part"]));
        Assert.Null(row.GetString("Nothing"));
        Assert.NotNull(row.Timestamp);
        Assert.StartsWith("W/\"datetime'", row.ETag.ToString(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => row.GetInt64("Int"));
    }

    [Theory]
    [InlineData("it's", "a=b&c d+e")]
    [InlineData("ñ:€", "(x)~'y'!*")]
    public async Task Keys_with_reserved_characters_find_their_row(string partitionKey, string rowKey)
    {
        await _table.UpsertEntityAsync(new TableEntity(partitionKey, rowKey) { ["N"] = 1 });
        await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(partitionKey, rowKey) { ["M"] = 2 }, ETag.All)]);

        var row = (await _table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey)).Value!;

        Assert.Equal((1, 2), (row.GetInt32("N"), row.GetInt32("M")));
        Assert.Equal(1, await CountAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey eq {rowKey}")));
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_a_response_without_value()
    {
        Assert.False((await _table.GetEntityIfExistsAsync<TableEntity>("p", "none")).HasValue);
    }

    [Fact]
    public async Task Adding_a_row_that_exists_names_the_conflict()
    {
        await _table.AddEntityAsync(new TableEntity("p", "r"));

        var conflict = await Assert.ThrowsAsync<RequestFailedException>(() => _table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((409, "EntityAlreadyExists"), (conflict.Status, conflict.ErrorCode));
    }

    [Fact]
    public async Task An_update_with_an_old_etag_is_refused()
    {
        var first = (await _table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 })).Headers.ETag!.Value;
        var second = (await _table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, first)).Headers.ETag!.Value;

        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => _table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 3 }, first, TableUpdateMode.Replace));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (refused.Status, refused.ErrorCode));
        var row = (await _table.GetEntityIfExistsAsync<TableEntity>("p", "r")).Value!;
        Assert.Equal((2, 1, second), (row.GetInt32("A"), row.GetInt32("B"), row.ETag));
    }

    [Fact]
    public async Task Replace_drops_what_the_new_row_lacks_and_merge_keeps_it()
    {
        await _table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 });
        await _table.UpsertEntityAsync(new TableEntity("p", "r") { ["C"] = 1 });
        Assert.Equal(1, (await _table.GetEntityIfExistsAsync<TableEntity>("p", "r")).Value!.GetInt32("A"));

        await _table.UpsertEntityAsync(new TableEntity("p", "r") { ["C"] = 2 }, TableUpdateMode.Replace);

        var row = (await _table.GetEntityIfExistsAsync<TableEntity>("p", "r", ["C", "A"])).Value!;
        Assert.Equal((null, 2), (row.GetInt32("A"), row.GetInt32("C")));
    }

    [Fact]
    public async Task A_query_follows_its_pages_to_the_end()
    {
        await _table.SubmitTransactionAsync(Enumerable.Range(0, 25).Select(i =>
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i:d3}") { ["N"] = (long)i })));
        await _table.AddEntityAsync(new TableEntity("q", "x") { ["N"] = 7L });

        var pages = new List<int>();
        await foreach (var page in _table.QueryAsync<TableEntity>("PartitionKey eq 'p'", maxPerPage: 10).AsPages()) pages.Add(page.Values.Count);

        Assert.Equal([10, 10, 5], pages);
        Assert.Equal(26, await CountAsync(null));
        Assert.Equal(15, await CountAsync(TableClient.CreateQueryFilter($"PartitionKey eq {"p"} and N ge {10L}")));
    }

    [Fact]
    public void A_filter_quotes_and_types_its_values() => Assert.Equal(
        "A eq 'it''s' and B eq 5 and C eq 6L and D eq true and E gt datetime'2026-01-02T03:04:05.0000000Z' and F eq X'0aff'",
        TableClient.CreateQueryFilter(
            $"A eq {"it's"} and B eq {5} and C eq {6L} and D eq {true} and E gt {new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)} and F eq {(byte[])[10, 255]}"));

    private async Task<int> CountAsync(string? filter)
    {
        var count = 0;
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, maxPerPage: 4)) count++;
        return count;
    }
}
