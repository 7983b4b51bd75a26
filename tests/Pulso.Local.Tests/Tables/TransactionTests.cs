using Azure;
using Azure.Data.Tables;

namespace Pulso.Local.Tests.Tables;

[Collection(nameof(Storage))]
public sealed class TransactionTests(Storage storage) : IAsyncLifetime
{
    private readonly TableClient _table = new TableServiceClient(storage.ConnectionString).GetTableClient("t" + Guid.NewGuid().ToString("n"));

    public async Task InitializeAsync() => await new TableServiceClient(storage.ConnectionString).CreateTableIfNotExistsAsync(_table.Name);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task All_six_actions_are_done_together_and_each_answers_with_its_etag()
    {
        var old = new Dictionary<string, ETag>();
        foreach (var key in new[] { "merge", "replace", "delete", "upsert-merge", "upsert-replace" })
        {
            old[key] = (await _table.AddEntityAsync(new TableEntity("p", key) { ["Old"] = 1 })).Headers.ETag!.Value;
        }

        var done = (await _table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("add")),
            new(TableTransactionActionType.UpdateMerge, Row("merge"), old["merge"]),
            new(TableTransactionActionType.UpdateReplace, Row("replace"), old["replace"]),
            new(TableTransactionActionType.Delete, Row("delete"), old["delete"]),
            new(TableTransactionActionType.UpsertMerge, Row("upsert-merge")),
            new(TableTransactionActionType.UpsertReplace, Row("upsert-replace")),
        ])).Value;

        Assert.Equal(6, done.Count);
        Assert.All(done, part => Assert.Equal(204, part.Status));
        var rows = new Dictionary<string, TableEntity>();
        await foreach (var row in _table.QueryAsync<TableEntity>()) rows[row.RowKey] = row;
        Assert.Equal(["add", "merge", "replace", "upsert-merge", "upsert-replace"], rows.Keys.Order());
        Assert.Equal(rows["merge"].ETag, done[1].Headers.ETag);
        Assert.Equal(rows["upsert-replace"].ETag, done[5].Headers.ETag);
        Assert.Equal(["merge", "upsert-merge"], rows.Values.Where(row => row.GetInt32("Old") == 1).Select(row => row.RowKey).Order());
    }

    [Fact]
    public async Task A_failing_row_undoes_the_others_and_is_named()
    {
        await _table.AddEntityAsync(new TableEntity("p", "2"));

        var failed = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
            Enumerable.Range(0, 4).Select(i => new TableTransactionAction(TableTransactionActionType.Add, Row($"{i}")))));

        Assert.Equal((409, "EntityAlreadyExists", 2), (failed.Status, failed.ErrorCode, failed.FailedTransactionActionIndex));
        Assert.False((await _table.GetEntityIfExistsAsync<TableEntity>("p", "0")).HasValue);
    }

    [Fact]
    public async Task An_old_etag_of_the_head_row_fences_the_whole_transaction()
    {
        var first = (await _table.AddEntityAsync(Row("head"))).Headers.ETag!.Value;
        await _table.UpdateEntityAsync(Row("head"), first);

        var failed = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpsertReplace, Row("a")),
            new(TableTransactionActionType.UpdateReplace, Row("head"), first),
        ]));

        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (failed.Status, failed.ErrorCode, failed.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task A_hundred_rows_are_taken_and_one_more_is_not()
    {
        await _table.SubmitTransactionAsync(Rows(100));

        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(Rows(101)));

        Assert.Equal((400, "InvalidInput"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task What_the_service_refuses_is_refused_here_too()
    {
        Assert.Equal("CommandsInBatchActOnDifferentPartitions", await CodeAsync(
            new(TableTransactionActionType.Add, Row("a")), new(TableTransactionActionType.Add, new TableEntity("other", "b"))));
        Assert.Equal("InvalidDuplicateRow", await CodeAsync(
            new(TableTransactionActionType.UpsertMerge, Row("a")), new(TableTransactionActionType.UpsertMerge, Row("a"))));
        Assert.Equal("RequestBodyTooLarge", await CodeAsync([.. Enumerable.Range(0, 100).Select(i => new TableTransactionAction(
            TableTransactionActionType.Add, new TableEntity("p", $"{i}") { ["Bytes"] = new byte[40_000] }))]));
    }

    [Fact]
    public async Task Large_binaries_of_many_rows_arrive_whole()
    {
        var bytes = new byte[30_000];
        Random.Shared.NextBytes(bytes);

        await _table.SubmitTransactionAsync(Enumerable.Range(0, 50).Select(i => new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, new TableEntity("p", $"{i}") { ["Bytes"] = bytes })));

        Assert.Equal(bytes, (await _table.GetEntityIfExistsAsync<TableEntity>("p", "49")).Value!.GetBinary("Bytes"));
    }

    private static IEnumerable<TableTransactionAction> Rows(int count) => Enumerable.Range(0, count)
        .Select(i => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row($"{i}")));

    private static TableEntity Row(string key) => new("p", key) { ["New"] = 1 };

    private async Task<string?> CodeAsync(params TableTransactionAction[] actions) =>
        (await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(actions))).ErrorCode;
}
