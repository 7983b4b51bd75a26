using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Pulso.Functions.Tests.Running;

/// <summary>The dead-letter side of a queue.</summary>
internal static class DeadLetterSide
{
    public const string Reason = "out-of-luck";

    /// <summary>Puts all that lies on a queue there.</summary>
    public static void Take(string queue)
    {
        string path = (string)new DbConnectionStringBuilder { ConnectionString = queue }["Path"];
        using var file = new SqliteConnection($"Data Source={path};Default Timeout=30");
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = $"UPDATE messages SET dead = 1, failed = failed + 1, reason = '{Reason}'";
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }
}
