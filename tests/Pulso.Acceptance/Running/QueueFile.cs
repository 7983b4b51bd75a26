using Microsoft.Data.Sqlite;

namespace Pulso.Acceptance.Running;

/// <summary>What a broker does of itself, done in the queue's file.</summary>
internal static class QueueFile
{
    /// <summary>Puts all that waits on the dead-letter side, as after too many deliveries; nobody may have it in hand.</summary>
    /// <returns>How many messages.</returns>
    public static int Bury(string path) => Run(path, "UPDATE messages SET dead = 1, failed = 10, reason = 'MaxDeliveryCountExceeded' WHERE dead = 0");

    /// <summary>Leaves nothing in the file but the messages that lie there; of what was taken, a file keeps the bytes until others need the place.</summary>
    public static void Compact(string path)
    {
        Run(path, "VACUUM");
        Run(path, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static int Run(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}
