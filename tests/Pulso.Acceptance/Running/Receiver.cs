using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;

namespace Pulso.Acceptance.Running;

/// <summary>What a receiver of webhooks was sent.</summary>
internal sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}

/// <summary>A receiver of webhooks on this machine, which answers as a test says.</summary>
internal sealed class Receiver : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly HttpListener listener = new();
    private readonly Channel<Received> received = Channel.CreateUnbounded<Received>();
    private readonly ConcurrentQueue<int> answers = [];
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Receiver()
    {
        Address = new Uri($"http://127.0.0.1:{FreePorts.Next()}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        _ = ListenAsync();
    }

    public Uri Address { get; }

    /// <summary>Where it sends its callers on to.</summary>
    public Uri? Elsewhere { get; init; }

    /// <summary>True to take what is sent and never answer, until it is disposed of.</summary>
    public bool Hangs { get; init; }

    /// <summary>How many requests have come and were not looked at yet.</summary>
    public int Waiting => received.Reader.Count;

    /// <summary>What it answers next, and then next; 204 once these are used up.</summary>
    public void Answer(params int[] statuses)
    {
        foreach (int status in statuses)
            answers.Enqueue(status);
    }

    /// <summary>The next request, once it has come.</summary>
    public async Task<Received> NextAsync() => await received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public void Dispose()
    {
        released.TrySetResult();
        listener.Close();
    }

    private async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return; // closed
            }
            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var headers = context.Request.Headers.AllKeys.OfType<string>()
            .ToDictionary(name => name, name => context.Request.Headers[name]!, StringComparer.OrdinalIgnoreCase);
        await received.Writer.WriteAsync(new Received(context.Request.Url!.AbsolutePath, headers, body.ToArray()));
        if (Hangs)
            await released.Task;
        context.Response.StatusCode = answers.TryDequeue(out int status) ? status : 204;
        if (Elsewhere is not null)
            context.Response.RedirectLocation = Elsewhere.ToString();
        context.Response.Close();
    }
}
