using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;

namespace Azure.Data.Tables.Wire;

/// <summary>Requests to one Table endpoint through Azure.Core's pipeline.</summary>
internal sealed class TableRequests
{
    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> s_bodies = [];

    private readonly HttpPipeline _pipeline;

    public TableRequests(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        Endpoint = new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/");
        _pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options ?? new TableClientOptions())
        {
            PerRetryPolicies = { authentication },
            RequestFailedDetailsParser = ServiceError.Parser,
        });
    }

    /// <summary>With a slash at its end.</summary>
    public Uri Endpoint { get; }

    /// <summary>Relaxed, but what could break a line (U+2028 too) is escaped: a transaction is read line by line.</summary>
    public static JsonWriterOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string EscapeKey(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    public HttpMessage Create(RequestMethod method, string path)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(Endpoint);
        message.Request.Uri.AppendPath(path, escape: false);
        message.Request.Headers.Add(HttpHeader.Names.Accept, "application/json;odata=minimalmetadata");
        message.Request.Headers.Add("x-ms-version", "2020-12-06");
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        return message;
    }

    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken, int alsoAccepted = 0)
    {
        await _pipeline.SendAsync(message, cancellationToken);
        var response = message.Response;
        return response.IsError && response.Status != alsoAccepted ? throw new RequestFailedException(response) : response;
    }

    public Task<Response> SendJsonAsync(
        HttpMessage message, Action<Utf8JsonWriter> properties, CancellationToken cancellationToken, int alsoAccepted = 0)
    {
        message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        return SendAsync(message, Write, cancellationToken, alsoAccepted);

        void Write(ArrayBufferWriter<byte> body)
        {
            using var json = new Utf8JsonWriter(body, Json);
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }
    }

    public async Task<Response> SendAsync(
        HttpMessage message, Action<ArrayBufferWriter<byte>> write, CancellationToken cancellationToken, int alsoAccepted = 0)
    {
        if (!s_bodies.TryTake(out var body)) body = new ArrayBufferWriter<byte>(16 * 1024);
        write(body);
        message.Request.Content = RequestContent.Create(body.WrittenMemory);
        var response = await SendAsync(message, cancellationToken, alsoAccepted);

        // Only now, with the answer here, is the body used again: after a cancelled request the transport may still be sending from it.
        body.ResetWrittenCount();
        s_bodies.Add(body);
        return response;
    }
}
