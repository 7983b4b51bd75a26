namespace Azure.Messaging.ServiceBus.Queue;

/// <summary>The statements on a queue file, used by its one thread. Sequence numbers are never used again (AUTOINCREMENT).</summary>
internal sealed partial class QueueRows : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS messages(
            seq INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, session TEXT NOT NULL, id TEXT NOT NULL, subject TEXT,
            type TEXT, properties TEXT, body BLOB NOT NULL, enqueued INTEGER NOT NULL, failed INTEGER NOT NULL DEFAULT 0,
            dead INTEGER NOT NULL DEFAULT 0, reason TEXT, description TEXT);
        CREATE INDEX IF NOT EXISTS live ON messages(queue, session, seq, enqueued) WHERE dead = 0;
        CREATE INDEX IF NOT EXISTS dead ON messages(queue, seq) WHERE dead = 1;
        CREATE TABLE IF NOT EXISTS sessions(
            queue TEXT NOT NULL, session TEXT NOT NULL, served INTEGER NOT NULL DEFAULT 0, owner TEXT, process INTEGER, started TEXT,
            until INTEGER, delivered INTEGER, PRIMARY KEY(queue, session)) WITHOUT ROWID
        """;

    private readonly SqliteConnection _connection;
    private readonly QueueAddress _address;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private readonly HashSet<(string Queue, string Session)> _known = [];
    private bool _durable;

    public QueueRows(QueueAddress address)
    {
        _address = address;
        Directory.CreateDirectory(Path.GetDirectoryName(address.Path));
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = address.Path, Pooling = false }.ToString());
        _connection.Open();

        // The wait comes first: turning to WAL already competes with other processes.
        string[] settings = ["busy_timeout = 10000", "journal_mode = WAL", "synchronous = NORMAL", "wal_autocheckpoint = 4000"];
        foreach (var setting in settings) Execute("PRAGMA " + setting);
        Begin(durable: true);
        foreach (var statement in Schema.Split(';')) Execute(statement);
        Commit();
    }

    public void Begin(bool durable)
    {
        // A transaction that is not synced still comes before every later one that is: the log has one order.
        if (durable != _durable) Execute(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        _durable = durable;
        Execute("BEGIN IMMEDIATE");
    }

    public void Commit() => Execute("COMMIT");

    public void Rollback()
    {
        // After some errors, a full disk among them, SQLite has rolled back by itself.
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0) Execute("ROLLBACK");
        _known.Clear();
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _connection.Dispose();
    }

    public int Insert(string queue, ServiceBusMessage[] messages)
    {
        foreach (var message in messages)
        {
            var isNew = _known.Add((queue, message.SessionId));
            if (isNew) Execute("INSERT OR IGNORE INTO sessions(queue, session) VALUES($1, $2)", queue, message.SessionId);
            Execute(
                "INSERT INTO messages(queue, session, id, subject, type, properties, body, enqueued) VALUES($1,$2,$3,$4,$5,$6,$7,$8)",
                queue, message.SessionId, message.MessageId ?? Guid.NewGuid().ToString("n"), message.Subject, message.ContentType,
                PropertyJson.Write(message.ApplicationProperties), message.Body.ToArray(), Math.Max(Now(), message.ScheduledEnqueueTime.UtcTicks));
        }
        return messages.Length;
    }

    public List<ServiceBusReceivedMessage> Peek(string queue, bool dead, long from, int max)
    {
        var which = dead ? "INDEXED BY dead WHERE dead = 1" : "NOT INDEXED WHERE dead = 0";
        return Messages($"SELECT * FROM messages {which} AND queue = $1 AND seq >= $2 ORDER BY seq LIMIT $3", null, queue, from, max);
    }

    public int Remove(long sequenceNumber) => Execute("DELETE FROM messages WHERE seq = $1 AND dead = 1", sequenceNumber);

    private List<ServiceBusReceivedMessage> Messages(string sql, DateTimeOffset? locked, params ReadOnlySpan<object> values)
    {
        using var row = Prepare(sql, values).ExecuteReader();
        var messages = new List<ServiceBusReceivedMessage>();
        while (row.Read())
        {
            messages.Add(new ServiceBusReceivedMessage
            {
                SequenceNumber = row.GetInt64(0),
                SessionId = row.GetString(2),
                MessageId = row.GetString(3),
                Subject = row.GetValue(4) as string,
                ApplicationProperties = PropertyJson.Read(row.GetValue(6) as string),
                Body = BinaryData.FromBytes((byte[])row.GetValue(7)),
                EnqueuedTime = new DateTimeOffset(row.GetInt64(8), TimeSpan.Zero),
                DeliveryCount = row.GetInt32(9) + (locked is null ? 0 : 1),
                DeadLetterReason = row.GetValue(11) as string,
                DeadLetterErrorDescription = row.GetValue(12) as string,
                LockedUntil = locked ?? default,
            });
        }
        return messages;
    }

    private int Execute(string sql, params ReadOnlySpan<object> values) => Prepare(sql, values).ExecuteNonQuery();

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<object> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            _prepared[sql] = command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
        }
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
