using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Pulso.Bench.Running;

namespace Pulso.Bench.Raw;

/// <summary>Stands between an app and its tables, and keeps the transactions that were done. Shared keys do not sign the host, so neither side knows.</summary>
internal sealed class Recording : IAsyncDisposable
{
    private static readonly HttpClient Network = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });
    private static readonly UriCreationOptions AsSigned = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private static readonly string[] OfTheConnection = ["Host", "Connection", "Content-Length", "Transfer-Encoding", "Keep-Alive"];

    private readonly WebApplication relay;
    private readonly int tables;
    private readonly ConcurrentQueue<byte[]> bodies = new();

    private Recording(int tables)
    {
        this.tables = tables;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Port}");
        relay = builder.Build();
        relay.Run(AnswerAsync);
    }

    /// <summary>Where the app takes its tables to be.</summary>
    public int Port { get; } = FreePorts.Take(1)[0];

    /// <summary>Those of a tenant, in an order in which each of its partitions took them.</summary>
    public IReadOnlyList<RecordedTransaction> Of(string tenant) =>
        [.. bodies.Select(RecordedTransaction.Read).Where(transaction => transaction.Partition.StartsWith($"{tenant}.", StringComparison.Ordinal))];

    public static async Task<Recording> StartAsync(Storage storage, CancellationToken cancel)
    {
        var recording = new Recording(storage.TablePort);
        await recording.relay.StartAsync(cancel);
        return recording;
    }

    public ValueTask DisposeAsync() => relay.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var message = Message(context.Request, body.ToArray());
        using var answer = await Network.SendAsync(message, context.RequestAborted);
        byte[] told = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        // 202 outside, the true statuses inside; kept before the app has the answer, and goes on in the same partition.
        if (answer.StatusCode == HttpStatusCode.Accepted && told.AsSpan().IndexOf("HTTP/1.1 2"u8) >= 0)
            bodies.Enqueue(body.ToArray());
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfTheConnection.Contains(header.Key)))
            context.Response.Headers.Append(name, values.ToArray());
        if (told.Length > 0)
            await context.Response.Body.WriteAsync(told, context.RequestAborted);
    }

    private HttpRequestMessage Message(HttpRequest request, byte[] body)
    {
        string target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri($"http://127.0.0.1:{tables}{target}", AsSigned)) { Content = new ByteArrayContent(body) };
        foreach (var (name, values) in request.Headers.Where(header => !OfTheConnection.Contains(header.Key)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.ToArray()))
                message.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }
        return message;
    }
}
