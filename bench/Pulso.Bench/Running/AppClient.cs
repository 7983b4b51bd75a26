using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pulso.Functions.Access;

namespace Pulso.Bench.Running;

/// <summary>Speaks to the app as its senders and its admin do.</summary>
internal sealed class AppClient(Uri address) : IDisposable
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient http = new()
    {
        BaseAddress = address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", AppSettings.AdminKey) },
    };

    private long requests;

    public async Task<bool> IsUpAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("api/health", UriKind.Relative), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<Counts> CountsAsync(CancellationToken cancel) =>
        Counts.Read(await http.GetFromJsonAsync<JsonElement>("api/health", cancel));

    public Task PutAsync(Tenant tenant, CancellationToken cancel) =>
        SendAsync(HttpMethod.Put, $"api/{tenant.Name}/settings", JsonContent.Create(tenant.Document), cancel);

    /// <summary>Posts a signed body: one event or a batch. Returns with the 202.</summary>
    public Task PostAsync(Tenant tenant, byte[] body, string mediaType, CancellationToken cancel)
    {
        string id = $"request-{Interlocked.Increment(ref requests)}";
        string timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        content.Headers.Add("webhook-id", id);
        content.Headers.Add("webhook-timestamp", timestamp);
        content.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(StandardWebhooks.Sign(Tenant.Secret, id, timestamp, body)));
        return SendAsync(HttpMethod.Post, $"api/{tenant.Name}/events", content, cancel);
    }

    /// <summary>Returns when everything accepted before is applied, and what derives from it too: after two marks.</summary>
    public async Task DrainAsync(Tenant tenant, CancellationToken cancel)
    {
        for (int mark = 0; mark < 2; mark++)
        {
            var set = await SendAsync(HttpMethod.Post, $"api/{tenant.Name}/marks", null, cancel);
            string path = $"api/{tenant.Name}/marks/{set.GetProperty("mark").GetString()}";
            long since = Stopwatch.GetTimestamp();
            while (!await IsPassedAsync(path, cancel))
                await Task.Delay(Pause(Stopwatch.GetElapsedTime(since)), cancel);
        }
    }

    public void Dispose() => http.Dispose();

    // To ask costs the storage and the app something: the longer it takes, the less often.
    private static TimeSpan Pause(TimeSpan waited) => waited / 50 is var pause && pause > LeastPause ? pause : LeastPause;

    private async Task<bool> IsPassedAsync(string path, CancellationToken cancel)
    {
        var mark = await http.GetFromJsonAsync<JsonElement>(path, cancel);
        return mark.GetProperty("deadLettered").GetInt32() == 0
            ? mark.GetProperty("passed").GetBoolean()
            : throw new InvalidOperationException("some events went to the dead-letter side");
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var answer = await http.SendAsync(request, cancel);
        string text = await answer.Content.ReadAsStringAsync(cancel);
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"{method} {path} was answered with {(int)answer.StatusCode}: {text}");
    }
}
