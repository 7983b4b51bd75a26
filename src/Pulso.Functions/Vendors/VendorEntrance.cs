using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Functions.Webhooks;
using Pulso.Settings;

namespace Pulso.Functions.Vendors;

/// <summary>Lets a vendor's deliveries to one source in: by the vendor's own signature.</summary>
/// <remarks>A source that does not exist, or is of another vendor's kind, is answered as a wrong secret is.</remarks>
internal sealed class VendorEntrance(VendorKind kind, string name, Secrets secrets, VendorReading reading, TimeProvider clock) : IEntrance
{
    /// <summary>A HEAD asks whether anybody is here, which tells nothing; a GET with a query is a vendor's handshake.</summary>
    public IActionResult? Greet(HttpRequest request, TenantSettings settings)
    {
        if (HttpMethods.IsHead(request.Method))
            return new OkResult();
        if (!HttpMethods.IsGet(request.Method) || request.Query.Count == 0)
            return null;
        return Find(settings) is ({ Handshake: { } handshake }, var source)
            && secrets.Of(source).Select(secret => handshake(request.Query, secret)).ToList().Find(answer => answer is not null) is { } greeting
            ? new ContentResult { StatusCode = StatusCodes.Status200OK, ContentType = "text/plain; charset=utf-8", Content = greeting }
            : Answers.Unauthorized();
    }

    public string? Expected(HttpRequest request)
    {
        bool isTaken = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && request.Headers.ContentEncoding.Count == 0
            && (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
                || type.SubTypeWithoutSuffix.Equals("json", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        return isTaken ? null : "Send application/json or application/x-www-form-urlencoded.";
    }

    public Reading? Open(HttpRequest request, byte[] body, TenantSettings settings)
    {
        if (Find(settings) is not ({ } vendor, { } source))
            return null;
        var now = clock.GetUtcNow();
        var delivery = new Delivery(PublicUrl.Of(request), request.Headers, body, now);
        bool signed = false;
        foreach (string secret in secrets.Of(source))
            signed |= vendor.IsSigned(delivery, secret, now);
        return signed ? (pseudonyms, cancel) => reading.ReadAsync(vendor, delivery, source, pseudonyms, settings, cancel) : null;
    }

    private (Vendor Vendor, Source Source)? Find(TenantSettings settings) =>
        settings.Sources.FirstOrDefault(source => source.Name == name) is { } source
        && VendorList.Named(source.Vendor) is { } vendor && vendor.Kind == kind
            ? (vendor, source)
            : null;
}
