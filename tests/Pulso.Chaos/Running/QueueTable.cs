using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Pulso.Chaos.Running;

/// <summary>A message as it lies in the queue's file.</summary>
internal sealed record QueuedMessage(long Number, string Session, string Subject, string Properties, byte[] Body);

/// <summary>A message on the dead-letter side.</summary>
internal sealed record DeadLetter(string Reason, byte[] Body);

/// <summary>What a broker or an operator does to the queue, done in its file behind the app's back.</summary>
internal sealed class QueueTable(string path, string queue)
{
    private const string Message = "seq, session, subject, properties, body";

    /// <summary>True when the app has made its tables.</summary>
    public bool IsThere => (long)One("SELECT count(*) FROM sqlite_master WHERE name IN ('messages', 'sessions')")! == 2;

    /// <summary>How many messages wait or are in somebody's hand; not those that a clock days ahead has put off for days.</summary>
    public long Live => (long)One("SELECT count(*) FROM messages WHERE dead = 0 AND enqueued < $1", TimeProvider.System.GetUtcNow().AddMinutes(1).UtcTicks)!;

    /// <summary>A tenant's dead letters.</summary>
    public IReadOnlyList<DeadLetter> Dead(string tenant) => Rows(
        "SELECT reason, body FROM messages WHERE dead = 1 AND properties LIKE $1",
        row => new DeadLetter(row.GetString(0), (byte[])row.GetValue(1)), $"%\"{tenant}\"%");

    /// <summary>Takes a session from the process that has its messages in hand; the process goes on as if nothing had happened.</summary>
    public bool LoseLock(string? session = null) => Run(
        """
        UPDATE sessions SET until = 0 WHERE session = (SELECT session FROM sessions
            WHERE owner IS NOT NULL AND delivered IS NOT NULL AND until > 0 AND session LIKE $1 LIMIT 1)
        """, session ?? "%") > 0;

    /// <summary>Some message with events, or that wakes a session to them.</summary>
    public QueuedMessage? Any() => Messages($"SELECT {Message} FROM messages WHERE dead = 0 AND subject IN ('events', 'wake') ORDER BY random() LIMIT 1").SingleOrDefault();

    /// <summary>Puts a message that nobody has in hand on the dead-letter side, as after too many deliveries.</summary>
    public QueuedMessage? Bury() => Messages(
        $"""
        UPDATE messages SET dead = 1, reason = 'MaxDeliveryCountExceeded' WHERE seq = (
            SELECT seq FROM messages m JOIN sessions s USING (queue, session)
            WHERE m.dead = 0 AND m.subject IN ('events', 'wake') AND m.seq > coalesce(s.delivered, 0) ORDER BY random() LIMIT 1)
        RETURNING {Message}
        """).SingleOrDefault();

    public bool IsLive(QueuedMessage message) => (long)One("SELECT count(*) FROM messages WHERE dead = 0 AND seq = $1", message.Number)! > 0;

    /// <summary>Sends a message again, with a new id; its dead letter goes.</summary>
    public void Resubmit(QueuedMessage message)
    {
        Run("DELETE FROM messages WHERE dead = 1 AND seq = $1", message.Number);
        Send([message]);
    }

    /// <summary>Sends messages of one tenant, all within reach at once.</summary>
    public void Send(string tenant, string session, IEnumerable<byte[]> bodies)
    {
        string properties = JsonSerializer.Serialize(new Dictionary<string, object> { ["tenant"] = new { Type = "System.String", Value = tenant } });
        Send(bodies.Select(body => new QueuedMessage(0, session, "events", properties, body)));
    }

    /// <summary>Removes the queue; whoever opens it next makes a new one, with numbers from 1.</summary>
    public void Remove()
    {
        foreach (string suffix in new[] { "", "-wal", "-shm" })
            File.Delete(path + suffix);
    }

    private void Send(IEnumerable<QueuedMessage> messages)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var message in messages)
        {
            Run(connection, "INSERT OR IGNORE INTO sessions(queue, session) VALUES ($1, $2)", queue, message.Session);
            Run(
                connection, "INSERT INTO messages(queue, session, id, subject, properties, body, enqueued) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                queue, message.Session, $"{Guid.NewGuid():N}", message.Subject, message.Properties, message.Body, TimeProvider.System.GetUtcNow().UtcTicks);
        }
        transaction.Commit();
    }

    private List<QueuedMessage> Messages(string sql) => Rows(sql, row => new QueuedMessage(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), (byte[])row.GetValue(4)));

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params object[] values)
    {
        using var connection = Open();
        using var command = Command(connection, sql, values);
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read())
            rows.Add(read(row));
        return rows;
    }

    private object? One(string sql, params object[] values)
    {
        using var connection = Open();
        using var command = Command(connection, sql, values);
        return command.ExecuteScalar();
    }

    private int Run(string sql, params object[] values)
    {
        using var connection = Open();
        return Run(connection, sql, values);
    }

    private static int Run(SqliteConnection connection, string sql, params object[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Run(connection, "PRAGMA busy_timeout = 10000");
        return connection;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++)
            command.Parameters.Add(new SqliteParameter($"${i + 1}", values[i]));
        return command;
    }
}
