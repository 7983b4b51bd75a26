using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Pulso.Cli.Server;

/// <summary>Asks a running system, with a key. Answers other than success are <see cref="Failure"/>s that say what the server says.</summary>
internal sealed class PulsoClient : IDisposable
{
    private readonly HttpClient http;

    public PulsoClient(Uri url, string key)
        : this(url, key, new SocketsHttpHandler { UseProxy = !url.IsLoopback })
    {
    }

    /// <param name="network">What carries the requests; it is disposed with the client.</param>
    public PulsoClient(Uri url, string key, HttpMessageHandler network)
    {
        Url = url;
        http = new HttpClient(network) { BaseAddress = url, Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public Uri Url { get; }

    /// <summary>Sends one request as it is, whatever the answer.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel) => http.SendAsync(request, cancel);

    /// <summary>The bytes at an address below <c>api/</c>; null when there is nothing.</summary>
    public async Task<byte[]?> FindAsync(string path, CancellationToken cancel)
    {
        using var response = await http.GetAsync(new Uri($"api/{path}", UriKind.Relative), cancel);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await BodyAsync(response, cancel);
    }

    public Task<byte[]> GetAsync(string path, CancellationToken cancel) => AnswerAsync(HttpMethod.Get, path, null, cancel);

    public Task<byte[]> PutAsync(string path, byte[] json, CancellationToken cancel) => AnswerAsync(HttpMethod.Put, path, json, cancel);

    public Task<byte[]> PostAsync(string path, byte[] json, CancellationToken cancel) => AnswerAsync(HttpMethod.Post, path, json, cancel);

    public Task<byte[]> PostAsync(string path, CancellationToken cancel) => AnswerAsync(HttpMethod.Post, path, [], cancel);

    public Task<byte[]> DeleteAsync(string path, CancellationToken cancel) => AnswerAsync(HttpMethod.Delete, path, null, cancel);

    public static T Read<T>(byte[] json) =>
        JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web) ?? throw new Failure("The server answered null.");

    public void Dispose() => http.Dispose();

    private async Task<byte[]> AnswerAsync(HttpMethod method, string path, byte[]? json, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri($"api/{path}", UriKind.Relative));
        if (json is { Length: > 0 })
            request.Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await http.SendAsync(request, cancel);
        return await BodyAsync(response, cancel);
    }

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancel);
        var request = response.RequestMessage!;
        return response.IsSuccessStatusCode
            ? body
            : throw Problem.Of($"{request.Method} {request.RequestUri!.AbsolutePath}", response.StatusCode, body);
    }
}
