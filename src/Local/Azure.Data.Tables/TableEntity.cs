namespace Azure.Data.Tables;

public interface ITableEntity
{
    string PartitionKey { get; set; }
    string RowKey { get; set; }
    DateTimeOffset? Timestamp { get; set; }
    ETag ETag { get; set; }
}

/// <summary>A row as a dictionary. The keys, the timestamp and the ETag are entries like any other, as in the published package.</summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    internal const string ETagName = "odata.etag";

    internal TableEntity() { }

    public TableEntity(string partitionKey, string rowKey) => (PartitionKey, RowKey) = (partitionKey, rowKey);

    public string PartitionKey { get => GetString(nameof(PartitionKey)); set => Properties[nameof(PartitionKey)] = value; }
    public string RowKey { get => GetString(nameof(RowKey)); set => Properties[nameof(RowKey)] = value; }
    public DateTimeOffset? Timestamp { get => GetDateTimeOffset(nameof(Timestamp)); set => Properties[nameof(Timestamp)] = value; }
    public ETag ETag { get => new(GetString(ETagName)); set => Properties[ETagName] = value.ToString(); }

    public int Count => Properties.Count;
    public ICollection<string> Keys => Properties.Keys;
    ICollection<object> IDictionary<string, object>.Values => Properties.Values;
    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;
    internal Dictionary<string, object> Properties { get; } = [];
    private ICollection<KeyValuePair<string, object>> Entries => Properties;

    /// <summary>The value, or null when the row has no such property.</summary>
    public object this[string key] { get => Properties.GetValueOrDefault(key); set => Properties[key] = value; }

    public string GetString(string key) => (string)Get<string>(key);
    public byte[] GetBinary(string key) => (byte[])Get<byte[]>(key);
    public bool? GetBoolean(string key) => (bool?)Get<bool>(key);
    public int? GetInt32(string key) => (int?)Get<int>(key);
    public long? GetInt64(string key) => (long?)Get<long>(key);
    public DateTimeOffset? GetDateTimeOffset(string key) => (DateTimeOffset?)Get<DateTimeOffset>(key);
    public void Add(string key, object value) => Properties.Add(key, value);
    public bool Remove(string key) => Properties.Remove(key);
    public void Clear() => Properties.Clear();
    public bool ContainsKey(string key) => Properties.ContainsKey(key);
    public bool TryGetValue(string key, out object value) => Properties.TryGetValue(key, out value);
    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Entries.Add(item);
    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) => Entries.Remove(item);
    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => Entries.Contains(item);
    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        Entries.CopyTo(array, arrayIndex);
    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => Entries.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => Entries.GetEnumerator();

    private object Get<T>(string key) => this[key] switch
    {
        null => null,
        T value => value,
        var other => throw new InvalidOperationException($"Property '{key}' is a {other.GetType().Name}, not a {typeof(T).Name}."),
    };
}
