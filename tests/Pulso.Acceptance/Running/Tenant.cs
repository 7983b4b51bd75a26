using System.Net.Http.Headers;
using System.Text.Json;

namespace Pulso.Acceptance.Running;

/// <summary>One tenant of a running app, seen through its addresses.</summary>
internal sealed class Tenant(RunningApp app, string name) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly HttpClient http = new() { BaseAddress = app.Address, Timeout = Patience };

    private int accepted;

    public string Name => name;

    public Uri Address => app.Address;

    /// <summary>How many events were accepted, repeats included.</summary>
    public int Accepted => accepted;

    /// <summary>Creates a tenant with one source and one version of settings.</summary>
    /// <param name="more">Further settings of the version, as JSON.</param>
    public static async Task<Tenant> CreateAsync(RunningApp app, string name, string source, string zone = "UTC", string more = "")
    {
        var tenant = new Tenant(app, name);
        var answer = await tenant.PutSettingsAsync($$"""
            { "tenant": "{{name}}", "sources": { "{{source}}": { "secrets": ["{{Signed.Secret}}"] } },
              "versions": [ { "validFrom": "1990-01-01", "timeZone": "{{zone}}"{{(more.Length == 0 ? "" : $", {more}")}} } ] }
            """);
        Assert.True(answer.Status == 200, answer.Text);
        return tenant;
    }

    public Task<Answer> PutSettingsAsync(string document, string key = RunningApp.AdminKey) =>
        SendAsync(HttpMethod.Put, "settings", key, Json(document));

    /// <summary>A body as JSON.</summary>
    public static HttpContent Json(string text) => new StringContent(text, System.Text.Encoding.UTF8, "application/json");

    public Task<Answer> GetAsync(string path, string key = RunningApp.AdminKey) => SendAsync(HttpMethod.Get, path, key);

    public Task<Answer> PostAsync(string path, string key = RunningApp.AdminKey) => SendAsync(HttpMethod.Post, path, key);

    /// <summary>Sends a request to an address of this tenant.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, string? key, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, $"api/{name}/{path}") { Content = content };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await Answer.ReadAsync(await http.SendAsync(request));
    }

    /// <summary>Sends a signed request to the webhook, once.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.RequestUri ??= new Uri($"api/{name}/events", UriKind.Relative);
            return await Answer.ReadAsync(await http.SendAsync(request));
        }
    }

    /// <summary>Posts events in their order, in batches, some at once, each until it is accepted.</summary>
    public async Task ReplayAsync(IEnumerable<string> events, int batch = 500)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = 4 };
        await Parallel.ForEachAsync(events.Chunk(batch), options, async (lines, _) =>
        {
            var answer = await UntilTakenAsync(lines);
            Assert.Equal(lines.Length, answer.Json.GetProperty("accepted").GetInt32());
            Interlocked.Add(ref accepted, lines.Length);
        });
    }

    /// <summary>Returns when everything accepted so far, and what derives from it, is in the figures.</summary>
    /// <param name="patience">How long one mark may take; a minute if left out.</param>
    /// <returns>How many events lie on the dead-letter side.</returns>
    public async Task<int> DrainAsync(TimeSpan? patience = null)
    {
        int deadLettered = 0;
        for (int mark = 0; mark < 3; mark++)
        {
            string id = (await PostAsync("marks")).Json.GetProperty("mark").GetString()!;
            var passed = await Wait.ForAsync(
                async () => await GetAsync($"marks/{id}") is var answer && answer.Json.GetProperty("passed").GetBoolean() ? answer : null,
                () => app.Output, patience);
            deadLettered = passed.Json.GetProperty("deadLettered").GetInt32();
        }
        return deadLettered;
    }

    /// <summary>Recounts from the archive.</summary>
    public async Task VerifyAsync()
    {
        var answer = await PostAsync("verify");
        Assert.True(answer.Status == 200 && answer.Json.GetProperty("different").GetInt64() == 0, answer.Text);
        Assert.NotEqual(0, answer.Json.GetProperty("compared").GetInt64());
    }

    /// <summary>The contacts of a day; null when there are no figures at all.</summary>
    public async Task<int?> VolumeAsync(string date = "2026-03-02")
    {
        var value = (await GetAsync($"kpis?from={date}&to={date}&kpi=volume")).Json[0].GetProperty("value");
        return value.ValueKind == JsonValueKind.Null ? null : value.GetInt32();
    }

    public async Task SnapshotAsync(DateOnly day)
    {
        var answer = await PostAsync($"snapshots/{day:yyyy-MM-dd}");
        Assert.True(answer.Status == 200, answer.Text);
    }

    public void Dispose() => http.Dispose();

    private Task<Answer> UntilTakenAsync(string[] lines) => Wait.ForAsync(async () =>
    {
        try
        {
            var answer = await SendAsync(Signed.Batch(lines));
            Assert.True(answer.Status is 202 or 503, answer.Text);
            return answer.Status == 202 ? answer : null;
        }
        catch (HttpRequestException)
        {
            return null; // killed just now, or not yet up again
        }
    });
}
