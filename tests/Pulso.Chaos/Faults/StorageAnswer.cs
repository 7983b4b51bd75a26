using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pulso.Chaos.Faults;

/// <summary>An answer of the storage, or one made up in its place.</summary>
internal sealed class StorageAnswer(int status, IReadOnlyList<KeyValuePair<string, string[]>> headers, byte[] body)
{
    private static readonly string[] OfTheConnection = ["Connection", "Content-Length", "Transfer-Encoding", "Keep-Alive"];

    /// <summary>The status of a transaction: its first inner one.</summary>
    public int InnerStatus
    {
        get
        {
            int at = body.AsSpan().IndexOf("HTTP/1.1 "u8);
            return at < 0 ? status : int.Parse(body.AsSpan(at + 9, 3), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>True for a transaction that was done.</summary>
    public bool IsCommitted => status == 202 && InnerStatus < 300;

    public static async Task<StorageAnswer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return new StorageAnswer(
                (int)response.StatusCode,
                [.. response.Headers.Concat(response.Content.Headers).Select(header => KeyValuePair.Create(header.Key, header.Value.ToArray()))],
                await response.Content.ReadAsByteArrayAsync());
        }
    }

    /// <summary>An error as the tables tell it, or the blobs.</summary>
    public static StorageAnswer Error(int status, string code, bool ofTables) => new(
        status,
        [new("x-ms-error-code", [code]), new("Content-Type", [ofTables ? "application/json" : "application/xml"])],
        System.Text.Encoding.UTF8.GetBytes(ofTables ? Details(code) : $"<Error><Code>{code}</Code><Message>made up for the test</Message></Error>"));

    /// <summary>A transaction of which nothing was done: 202 outside, the status inside.</summary>
    public static StorageAnswer InnerError(int status, string code) => new(
        202,
        [new("Content-Type", ["multipart/mixed; boundary=batchresponse_1"])],
        System.Text.Encoding.UTF8.GetBytes(
            $"""
            --batchresponse_1
            Content-Type: multipart/mixed; boundary=changesetresponse_1

            --changesetresponse_1
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 {status} Made Up
            Content-Type: application/json

            {Details(code)}
            --changesetresponse_1--
            --batchresponse_1--

            """.ReplaceLineEndings("\r\n")));

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = status;
        foreach (var (name, values) in headers.Where(header => !OfTheConnection.Contains(header.Key)))
            response.Headers.Append(name, values);
        if (status is not (204 or 304) && !HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body);
        }
    }

    private static string Details(string code) =>
        $$"""{"odata.error": {"code": "{{code}}", "message": {"lang": "en-US", "value": "0:made up for the test"} } }""";
}
