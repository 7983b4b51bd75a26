using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace Pulso.Functions.Vendors;

/// <summary>The address that a vendor called, which is not the one that this process hears on.</summary>
/// <remarks>
/// Azure's front end ends TLS and passes the request on; it says what was called in <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c>.
/// Who forges them gains nothing: the signature over the forged address needs the secret all the same.
/// </remarks>
internal static class PublicUrl
{
    public static string Of(HttpRequest request)
    {
        string scheme = First(request, "X-Forwarded-Proto") ?? request.Scheme;
        string host = First(request, "X-Forwarded-Host") ?? request.Host.Value ?? "";
        // As it was sent: decoding and encoding again may give other bytes than were signed.
        string target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw && raw[0] == '/'
            ? raw
            : request.GetEncodedPathAndQuery();
        return $"{scheme}://{host}{target}";
    }

    private static string? First(HttpRequest request, string name) =>
        request.Headers[name].ToString().Split(',')[0].Trim() is { Length: > 0 } value ? value : null;
}
