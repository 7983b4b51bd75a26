using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Pulso.Functions.Vendors;

/// <summary>Reads at a vendor's what its webhook only names.</summary>
public sealed class VendorApi(HttpClient http, ILogger<VendorApi> log)
{
    private const int AnswerLimit = 4_194_304;

    /// <summary>The client for it: a vendor that does not answer soon is asked again with its next delivery.</summary>
    /// <remarks>It follows no redirection: the token is for the vendor's host alone.</remarks>
    public static HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = AnswerLimit,
    };

    /// <returns>The answer; null where the vendor says that there is none (any more).</returns>
    /// <exception cref="HttpRequestException">The vendor cannot be read now, or does not know the token: it is to deliver again.</exception>
    internal async Task<JsonElement?> ReadAsync(Lookup lookup, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, lookup.Address);
        request.Headers.Add(lookup.Header, lookup.Value);
        request.Headers.Add("Accept", "application/json");
        try
        {
            using var response = await http.SendAsync(request, cancel);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                return null;
            response.EnsureSuccessStatusCode();
            return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (Exception error) when (error is JsonException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            log.LogWarning("{Host} gave no answer that could be read.", lookup.Address.Host);
            throw new HttpRequestException("no answer that could be read", error);
        }
    }
}
