using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pulso.Acceptance.Running;

namespace Pulso.Chaos.Faults;

/// <summary>
/// Stands on ports of its own between the app and its storage, and lets one request in so many go wrong. Shared keys do not sign the
/// host, so neither side knows.
/// </summary>
internal sealed class FaultyStorage : IAsyncDisposable
{
    private static readonly HttpClient Network = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });

    private readonly WebApplication proxy;
    private readonly Dictionary<int, int> targets = [];
    private readonly Lock guard = new();
    private readonly Dictionary<string, long> committed = [];

    private FaultyStorage(string storage)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        ConnectionString = string.Join(';', storage.Split(';').Select(Moved));
        builder.WebHost.UseUrls([.. targets.Keys.Select(port => $"http://127.0.0.1:{port}")]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        proxy = builder.Build();
        proxy.Run(AnswerAsync);
    }

    /// <summary>For the app: the storage behind this.</summary>
    public string ConnectionString { get; }

    /// <summary>What goes wrong now; null for nothing.</summary>
    public StorageFaults? Faults { get; set; }

    /// <summary>A commit that waits for another to overtake it.</summary>
    public Zombie? Zombie { get; set; }

    public static async Task<FaultyStorage> StartAsync(string storage)
    {
        var faulty = new FaultyStorage(storage);
        await faulty.proxy.StartAsync();
        return faulty;
    }

    /// <summary>Bytes of the transactions that a partition was asked to take.</summary>
    public long BytesTo(string partition)
    {
        lock (guard)
            return committed.GetValueOrDefault(partition);
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.StopAsync();
        await proxy.DisposeAsync();
    }

    /// <summary>The same part of a connection string, with a port of ours in the place of the storage's.</summary>
    private string Moved(string part)
    {
        if (part.Split('=', 2) is not [var name, var address] || !name.EndsWith("Endpoint", StringComparison.Ordinal))
            return part;
        var uri = new UriBuilder(address);
        int port = FreePorts.Next();
        targets[port] = uri.Port;
        uri.Port = port;
        return $"{name}={uri.Uri}";
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await StorageRequest.ReadAsync(context.Request, targets[context.Connection.LocalPort]);
        try
        {
            await AnswerAsync(context, request);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The process that asked is dead, or has given up.
        }
    }

    private async Task AnswerAsync(HttpContext context, StorageRequest request)
    {
        if (request.Partition is { } partition)
        {
            lock (guard)
                committed[partition] = committed.GetValueOrDefault(partition) + request.Body.Length;
        }
        if (Zombie is { } zombie && Faults?.Refuses(request) != true && await zombie.HoldsAsync(request))
        {
            await zombie.EndAsync(await SendOnAsync(request), context.Response);
            return;
        }
        if (Faults is { } faults)
            await faults.AnswerAsync(context, request, () => SendOnAsync(request));
        else
            await (await SendOnAsync(request)).WriteAsync(context.Response);
    }

    private async Task<StorageAnswer> SendOnAsync(StorageRequest request)
    {
        using var message = request.ToMessage();
        var answer = await StorageAnswer.ReadAsync(await Network.SendAsync(message));
        if (request.Partition is { } partition && answer.IsCommitted)
            Zombie?.Passed(partition);
        return answer;
    }
}
