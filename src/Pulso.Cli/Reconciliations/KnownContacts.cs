using System.Text.Json.Serialization;
using Pulso.Cli.Server;
using Pulso.Reconciliations;

namespace Pulso.Cli.Reconciliations;

/// <summary>Reads the contacts of some days from <c>GET contacts</c>, page by page.</summary>
internal static class KnownContacts
{
    private const int PageSize = 1_000;

    public static async Task<IReadOnlyList<KnownContact>> ReadAsync(PulsoClient client, string tenant, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var known = new List<KnownContact>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            string date = $"{day:yyyy-MM-dd}";
            int total;
            int read = 0;
            do
            {
                var page = PulsoClient.Read<Page>(await client.GetAsync($"{tenant}/contacts?from={date}&to={date}&limit={PageSize}&offset={read}", cancel));
                known.AddRange(page.Contacts.Select(row => row.Known()));
                read += page.Contacts.Count;
                total = page.Contacts.Count == 0 ? read : page.Total;
            }
            while (read < total);
        }
        return [.. known.DistinctBy(contact => contact.Contact)];
    }

    private sealed record Page(int Total, IReadOnlyList<Row> Contacts);

    private sealed record Row(
        string Contact,
        [property: JsonPropertyName("started_utc")] DateTimeOffset StartedUtc,
        [property: JsonPropertyName("answered_utc")] DateTimeOffset? AnsweredUtc,
        [property: JsonPropertyName("wait_ms")] long? WaitMs,
        [property: JsonPropertyName("talk_ms")] long? TalkMs,
        [property: JsonPropertyName("hold_ms")] long? HoldMs,
        [property: JsonPropertyName("wrap_ms")] long? WrapMs,
        IReadOnlyList<string> Flags)
    {
        public KnownContact Known() => new(
            Contact, StartedUtc.ToUnixTimeMilliseconds(), AnsweredUtc?.ToUnixTimeMilliseconds(), WaitMs ?? 0, TalkMs ?? 0, HoldMs ?? 0, WrapMs ?? 0, Flags.ToHashSet());
    }
}
