using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>One request as it goes over the wire, byte by byte: also such as no HTTP client would send.</summary>
/// <param name="Headers">In their order; a name may come twice.</param>
/// <param name="Framed">The headers that say how long the body is, and the body as they say.</param>
internal sealed record Post(string Method, string Path, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, Func<byte[], (string Header, byte[] Bytes)> Framed)
{
    public const string One = "application/cloudevents+json";

    public const string Id = "webhook-id";
    public const string Timestamp = "webhook-timestamp";
    public const string Signature = "webhook-signature";

    /// <summary>A post to the canonical endpoint, signed as Standard Webhooks 1.0.0.</summary>
    /// <param name="timestamp">Now if left out.</param>
    public static Post Signed(string body, string type = One, string? secret = null, string? id = null, string? timestamp = null) =>
        Signed(System.Text.Encoding.UTF8.GetBytes(body), type, secret, id, timestamp);

    public static Post Signed(byte[] body, string type = One, string? secret = null, string? id = null, string? timestamp = null)
    {
        id ??= $"msg_{Guid.NewGuid():N}";
        timestamp ??= Now(0);
        byte[] signed = [.. System.Text.Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String((secret ?? Running.Signed.Secret)[6..]), signed));
        return Unsigned(body, type) with { Headers = [("Content-Type", type), (Id, id), (Timestamp, timestamp), (Signature, $"v1,{signature}")] };
    }

    public static Post Unsigned(byte[] body, string type = One) => new("POST", "events", [("Content-Type", type)], body, Whole);

    /// <summary>Unix seconds.</summary>
    public static string Now(long more) => (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + more).ToString(CultureInfo.InvariantCulture);

    public string this[string header] => Headers.Single(item => item.Name == header).Value;

    /// <summary>The same with other values of a header: none, one, or several lines.</summary>
    public Post With(string header, params string[] values) =>
        this with { Headers = [.. Headers.Where(item => item.Name != header), .. values.Select(value => (header, value))] };

    /// <summary>The same in chunks of 1,000 bytes.</summary>
    public Post Chunked() => this with
    {
        Framed = body => ("Transfer-Encoding: chunked",
            [.. body.Chunk(1_000).SelectMany(chunk => (byte[])[.. Ascii($"{chunk.Length:x}\r\n"), .. chunk, 13, 10]), .. Ascii("0\r\n\r\n")]),
    };

    /// <summary>The same with a Content-Length that is not the body's.</summary>
    public Post Claiming(long length) => this with { Framed = body => ($"Content-Length: {length}", body) };

    /// <summary>Sends it, and reads the answer until the connection ends.</summary>
    /// <param name="hangUp">Ends our side of the connection when all is sent, as a client does that goes away.</param>
    public async Task<Reply> SendAsync(Tenant tenant, bool hangUp = false)
    {
        using var connection = new TcpClient { LingerState = new LingerOption(false, 0) };
        await connection.ConnectAsync(tenant.Address.Host, tenant.Address.Port);
        var stream = connection.GetStream();
        try
        {
            await stream.WriteAsync(Bytes(tenant));
            if (hangUp)
                connection.Client.Shutdown(SocketShutdown.Send);
        }
        catch (IOException)
        {
            // An answer may come, and the connection end, before all of a body is sent that is too large.
        }
        return await Reply.ReadAsync(stream);
    }

    private static (string, byte[]) Whole(byte[] body) => ($"Content-Length: {body.Length}", body);

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private byte[] Bytes(Tenant tenant)
    {
        var (length, bytes) = Framed(Body);
        var head = new StringBuilder($"{Method} /api/{tenant.Name}/{Path} HTTP/1.1\r\nHost: {tenant.Address.Authority}\r\nConnection: close\r\n{length}\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return [.. System.Text.Encoding.Latin1.GetBytes($"{head}\r\n"), .. bytes];
    }
}

/// <summary>What came back.</summary>
/// <param name="Headers">All but the date, in order.</param>
internal sealed record Reply(int Status, IReadOnlyList<string> Headers, string Body)
{
    /// <summary>No answer at all.</summary>
    public static readonly Reply None = new(0, [], "");

    public string? Header(string name) => Headers.FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];

    /// <summary>Everything that a sender can tell answers apart by.</summary>
    public override string ToString() => $"{Status}\n{string.Join('\n', Headers)}\n\n{Body}";

    public static async Task<Reply> ReadAsync(Stream stream)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all);
        }
        catch (IOException) when (all.Length > 0)
        {
            // Reset after the answer.
        }
        catch (IOException)
        {
            return None;
        }
        string text = System.Text.Encoding.UTF8.GetString(all.ToArray());
        if (text.Split("\r\n\r\n", 2) is not [var head, var body])
            return None;
        string[] lines = head.Split("\r\n");
        return new Reply(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            [.. lines[1..].Where(line => !line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)], body);
    }
}
