using Azure.Data.Tables;

namespace Pulso.Bench.Raw;

/// <summary>A partition that grows as the product's do: each transaction adds some rows and replaces others.</summary>
internal sealed class RawPartition(string key, Random random)
{
    private readonly List<int> replaceable = [];

    /// <param name="size">Rows of the transaction.</param>
    /// <param name="rowsAfter">Rows that the partition should have after it.</param>
    public List<TableTransactionAction> Next(int size, int rowsAfter, byte[] value)
    {
        int known = replaceable.Count;
        int added = Math.Clamp(rowsAfter - known, Math.Max(0, size - known), size);
        Shuffle(size - added);
        var actions = new List<TableTransactionAction>(size);
        for (int i = 0; i < size - added; i++)
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(replaceable[i], value)));
        for (int i = 0; i < added; i++)
        {
            replaceable.Add(known + i);
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, Row(known + i, value)));
        }
        return actions;
    }

    // Brings any so many rows to the front: no row is in a transaction twice.
    private void Shuffle(int count)
    {
        for (int i = 0; i < count; i++)
        {
            int other = random.Next(i, replaceable.Count);
            (replaceable[i], replaceable[other]) = (replaceable[other], replaceable[i]);
        }
    }

    private TableEntity Row(int number, byte[] value) => new(key, $"row.{number:0000000000000000000000}") { ["v0"] = value };
}
