using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Pulso.Chaos.Faults;

/// <summary>One request of the app to its storage, whole.</summary>
internal sealed partial class StorageRequest(string method, Uri target, IReadOnlyList<KeyValuePair<string, string[]>> headers, byte[] body)
{
    private static readonly UriCreationOptions AsSigned = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private static readonly string[] OfTheConnection = ["Host", "Connection", "Content-Length", "Transfer-Encoding", "Expect"];

    public byte[] Body => body;

    /// <summary>True for a request to the tables, false for one to the blobs.</summary>
    public bool IsOfTables => headers.Any(header => header.Key == "DataServiceVersion");

    public bool IsTransaction { get; } = target.AbsolutePath.EndsWith("/$batch", StringComparison.Ordinal);

    /// <summary>The partition whose rows a transaction of the aggregation writes; null for every other request.</summary>
    public string? Partition { get; } = Commit(target, body);

    /// <summary>True if the storage may find a condition unmet.</summary>
    public bool IsConditional =>
        IsTransaction || headers.Any(header => header.Key is "If-Match" or "If-None-Match" && method is "PUT" or "PATCH" or "DELETE");

    /// <summary>True for the first part of a pending record.</summary>
    public bool BeginsPending => method == "PUT" && target.AbsolutePath.Contains("/partitions(", StringComparison.Ordinal)
        && target.AbsolutePath.Contains("'p.", StringComparison.Ordinal) && target.AbsolutePath.EndsWith(".000')", StringComparison.Ordinal);

    public static async Task<StorageRequest> ReadAsync(HttpRequest request, int port)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        string target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new StorageRequest(
            request.Method, new Uri($"http://127.0.0.1:{port}{target}", AsSigned),
            [.. request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.OfType<string>().ToArray()))], body.ToArray());
    }

    /// <summary>True if the transaction writes the row.</summary>
    public bool Writes(string row) => Partition is not null && body.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(row)) >= 0;

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(method), target) { Content = new ByteArrayContent(body) };
        foreach (var (name, values) in headers.Where(header => !OfTheConnection.Contains(header.Key)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, values))
                message.Content.Headers.TryAddWithoutValidation(name, values);
        }
        return message;
    }

    private static string? Commit(Uri target, byte[] body)
    {
        if (!target.AbsolutePath.EndsWith("/$batch", StringComparison.Ordinal) || body.AsSpan().IndexOf("/partitions"u8) < 0)
            return null;
        // The head comes last in every transaction: inserted as JSON, or replaced at its address.
        var match = OfHead().Match(System.Text.Encoding.UTF8.GetString(body.AsSpan(Math.Max(0, body.Length - 2_000_000))));
        return match.Success ? match.Groups["put"].Success ? match.Groups["put"].Value : match.Groups["add"].Value : null;
    }

    [GeneratedRegex(@"PartitionKey='(?<put>[^']+)',RowKey='head'|""PartitionKey"":""(?<add>[^""]+)"",""RowKey"":""head""")]
    private static partial Regex OfHead();
}
