using System.Text.Json;
using Azure.Data.Tables;

namespace Pulso.Bench.Raw;

/// <summary>What a transaction did with a row, and the sizes of the values that it wrote.</summary>
internal sealed record RecordedRow(TableTransactionActionType Action, string Key, IReadOnlyList<(string Property, int Bytes)> Values);

/// <summary>A transaction without its values.</summary>
internal sealed record RecordedTransaction(string Partition, IReadOnlyList<RecordedRow> Rows)
{
    private const string TypeSuffix = "@odata.type";

    /// <summary>From the body of its request: https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions</summary>
    public static RecordedTransaction Read(byte[] body)
    {
        string[] parts = System.Text.Encoding.UTF8.GetString(body).Split("--changeset_", StringSplitOptions.TrimEntries);
        var rows = parts.Where(part => part.Contains(" HTTP/1.1\r\n", StringComparison.Ordinal)).Select(ReadRow).ToList();
        return new RecordedTransaction(rows[0].Partition, rows.ConvertAll(read => read.Row));
    }

    private static (string Partition, RecordedRow Row) ReadRow(string part)
    {
        string[] lines = part.Split("\r\n");
        string method = lines.First(line => line.EndsWith(" HTTP/1.1", StringComparison.Ordinal)).Split(' ')[0];
        var action = (method, lines.Any(line => line.StartsWith("If-Match:", StringComparison.Ordinal))) switch
        {
            ("POST", _) => TableTransactionActionType.Add,
            ("PUT", true) => TableTransactionActionType.UpdateReplace,
            ("PUT", false) => TableTransactionActionType.UpsertReplace,
            _ => throw new NotSupportedException($"a transaction with {method} is not repeated"),
        };
        using var entity = JsonDocument.Parse(lines.First(line => line.StartsWith('{')));
        var properties = entity.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.Clone());
        var values = properties.Where(property => properties.ContainsKey(property.Key + TypeSuffix)).Select(property => (property.Key, property.Value.GetBytesFromBase64().Length));
        return (properties["PartitionKey"].GetString()!, new RecordedRow(action, properties["RowKey"].GetString()!, [.. values]));
    }
}
