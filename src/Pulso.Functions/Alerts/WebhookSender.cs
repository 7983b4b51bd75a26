using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Pulso.Alerts;
using Pulso.Functions.Access;
using Pulso.Settings;

namespace Pulso.Functions.Alerts;

/// <summary>Sends alerts to a tenant's webhooks: signed, to public addresses alone, and without following anybody elsewhere.</summary>
public sealed class WebhookSender : IDisposable
{
    /// <summary>How long a receiver may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient http;
    private readonly Secrets secrets;
    private readonly TimeProvider clock;
    private readonly bool allowsLoopback;

    public WebhookSender(Secrets secrets, Deployment deployment, TimeProvider clock) : this(secrets, deployment, clock, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="resolve">Gives the addresses of a host.</param>
    internal WebhookSender(Secrets secrets, Deployment deployment, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        (this.secrets, this.clock, allowsLoopback) = (secrets, clock, deployment.AllowsLoopbackWebhooks);
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = async (context, cancel) => await ConnectAsync(context.DnsEndPoint, resolve, cancel),
        })
        {
            Timeout = Patience,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Pulso", "1"));
    }

    /// <summary>Tries once.</summary>
    /// <returns>How it ended, and what went wrong in words that tell nothing of the network.</returns>
    internal async Task<(DeliveryOutcome Outcome, string? Problem)> SendAsync(string tenant, Alert alert, Webhook webhook, CancellationToken cancel)
    {
        if (secrets.UrlOf(webhook) is not { } url || !Uri.TryCreate(url, UriKind.Absolute, out var address))
            return (DeliveryOutcome.Failed, "the webhook has no address");
        if (address.Scheme != Uri.UriSchemeHttps && !(allowsLoopback && address.IsLoopback && address.Scheme == Uri.UriSchemeHttp))
            return (DeliveryOutcome.Failed, "the address is not an https one");
        var keys = secrets.Of(webhook).ToList();
        if (keys.Count == 0)
            return (DeliveryOutcome.Failed, "the webhook has no secret to sign with");
        try
        {
            using var request = Signed(tenant, alert, webhook, address, keys);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return response.IsSuccessStatusCode ? (DeliveryOutcome.Taken, null)
                : response.StatusCode == HttpStatusCode.Gone ? (DeliveryOutcome.Unwanted, "answered 410")
                : (DeliveryOutcome.Failed, $"answered {(int)response.StatusCode}");
        }
        catch (Exception error) when (!cancel.IsCancellationRequested && error is HttpRequestException or OperationCanceledException or IOException)
        {
            return (DeliveryOutcome.Failed, error.InnerException is NotPublicException ? "the host has an address that is not public"
                : error is OperationCanceledException ? $"did not answer within {Patience.TotalSeconds:0} seconds" : "could not be reached");
        }
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Signed(string tenant, Alert alert, Webhook webhook, Uri address, List<string> keys)
    {
        var (body, mediaType) = WebhookBody.Of(tenant, alert, webhook);
        string timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType) { CharSet = "utf-8" };
        request.Headers.Add("webhook-id", alert.Id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(StandardWebhooks.Sign(key, alert.Id, timestamp, body))}")));
        if (secrets.TokenOf(webhook) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    /// <summary>Connects to the very address that was looked at: a name that means another one a moment later gains nothing.</summary>
    private async Task<Stream> ConnectAsync(DnsEndPoint host, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancel)
    {
        var addresses = await resolve(host.Host, cancel);
        if (addresses.Length == 0 || !addresses.All(address => PublicAddress.Is(address) || (allowsLoopback && PublicAddress.IsLoopback(address))))
            throw new NotPublicException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A host has an address that the app must not call.</summary>
    private sealed class NotPublicException : Exception;
}
