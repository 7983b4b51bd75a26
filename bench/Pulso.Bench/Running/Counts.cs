using System.Text.Json;

namespace Pulso.Bench.Running;

/// <summary>What the app has done since it started, by its own count.</summary>
internal readonly record struct Counts(long Accepted, long Rejected, long Transactions, long Entities, long Bytes, long RowsRead)
{
    /// <summary>From the answer of <c>GET /api/health</c>.</summary>
    public static Counts Read(JsonElement health)
    {
        var operations = health.GetProperty("operations");
        long Total(string name) => operations.GetProperty(name).GetInt64();
        return new Counts(
            Total("pulso.events.accepted"),
            Total("pulso.events.rejected"),
            Total("pulso.table.transactions"),
            Total("pulso.table.entities_written"),
            Total("pulso.table.bytes_written"),
            Total("pulso.table.rows_read"));
    }

    public static Counts operator -(Counts now, Counts before) => new(
        now.Accepted - before.Accepted,
        now.Rejected - before.Rejected,
        now.Transactions - before.Transactions,
        now.Entities - before.Entities,
        now.Bytes - before.Bytes,
        now.RowsRead - before.RowsRead);
}
