namespace Azure.Data.Tables.Wire;

/// <summary>Requests to one Table endpoint through Azure.Core's pipeline.</summary>
internal sealed class TableRequests(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions options)
{
    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> s_bodies = [];

    private readonly HttpPipeline _pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options ?? new TableClientOptions())
    {
        PerRetryPolicies = { authentication },
        RequestFailedDetailsParser = ServiceError.Parser,
    });

    /// <summary>With a slash at its end.</summary>
    public Uri Endpoint { get; } = new(endpoint.AbsoluteUri.TrimEnd('/') + "/");

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

    public async Task<Response> SendAsync(HttpMessage message, Action<ArrayBufferWriter<byte>> write, CancellationToken cancellationToken)
    {
        if (!s_bodies.TryTake(out var body)) body = new ArrayBufferWriter<byte>(16 * 1024);
        write(body);
        message.Request.Content = RequestContent.Create(body.WrittenMemory);
        var response = await SendAsync(message, cancellationToken);

        // Only now, with the answer here, is the body used again: after a cancelled request the transport may still be sending from it.
        body.ResetWrittenCount();
        s_bodies.Add(body);
        return response;
    }
}
