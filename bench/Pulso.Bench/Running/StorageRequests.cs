using Pulso.Functions.Storage;

namespace Pulso.Bench.Running;

/// <summary>Requests to a storage, from the lines that Azurite logs of them.</summary>
/// <param name="Tables">To tables, but for transactions, rows put into inboxes (both counted by the app) and what asks after marks.</param>
internal readonly record struct StorageRequests(int Tables, int BlobWrites, int BlobReads)
{
    /// <param name="line">As <c>127.0.0.1 - - [date] "PUT /devstoreaccount1/archive/… HTTP/1.1" 201 -</c>.</param>
    public StorageRequests With(string line)
    {
        string[] parts = line.Split('"');
        if (parts.Length < 3 || parts[1].Split(' ') is not [var method, var path, ..] || path.Split('/', 4) is not [_, _, var first, ..])
            return this;
        bool reads = method is "GET" or "HEAD";
        string place = first.Split('(', '?')[0];
        if (Names.Tables.Contains(place))
            return place == Names.Marks || (place == Names.Inbox && method == "POST") ? this : this with { Tables = Tables + 1 };
        if (place.StartsWith('$') || place == "Tables")
            return this;
        return reads ? this with { BlobReads = BlobReads + 1 } : this with { BlobWrites = BlobWrites + 1 };
    }
}
