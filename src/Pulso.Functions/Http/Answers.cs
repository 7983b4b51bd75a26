using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Pulso.Functions.Http;

/// <summary>The answers of the HTTP functions.</summary>
internal static class Answers
{
    private const string JsonType = "application/json; charset=utf-8";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IActionResult Of(object body, int status = StatusCodes.Status200OK) => OfText(JsonSerializer.Serialize(body, Json), status);

    /// <param name="json">An answer as JSON.</param>
    public static IActionResult OfText(string json, int status = StatusCodes.Status200OK) => new ContentResult { StatusCode = status, ContentType = JsonType, Content = json };

    /// <param name="bytes">An answer as JSON.</param>
    public static IActionResult OfBytes(byte[] bytes) => new FileContentResult(bytes, JsonType);

    /// <summary>An answer with a tag of its content: who has it already gets a 304 instead.</summary>
    public static IActionResult Tagged(HttpRequest request, object body) => Tagged(request, Bytes(body));

    /// <param name="bytes">An answer as JSON.</param>
    public static IActionResult Tagged(HttpRequest request, byte[] bytes) => Tagged(request, bytes, JsonType, "private, no-cache");

    public static byte[] Bytes(object body) => JsonSerializer.SerializeToUtf8Bytes(body, Json);

    /// <param name="cache">What caches may do with it (RFC 9111).</param>
    public static IActionResult Tagged(HttpRequest request, byte[] bytes, string type, string cache)
    {
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
        var headers = request.HttpContext.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = cache;
        headers.XContentTypeOptions = "nosniff";
        return request.Headers.IfNoneMatch.SelectMany(value => (value ?? "").Split(',')).Any(known => known.Trim() is var text && (text == tag || text == $"W/{tag}"))
            ? new StatusCodeResult(StatusCodes.Status304NotModified)
            : new FileContentResult(bytes, type);
    }

    /// <summary>Problem details (RFC 9457).</summary>
    public static IActionResult Problem(int status, string title, object? errors = null) => new ContentResult
    {
        StatusCode = status,
        ContentType = "application/problem+json; charset=utf-8",
        Content = JsonSerializer.Serialize(new { type = "about:blank", title, status, errors }, Json),
    };

    public static IActionResult WrongQuery(IEnumerable<string> faults) => Problem(StatusCodes.Status400BadRequest, "The query is wrong.", faults);

    public static IActionResult NoMonth() => Problem(StatusCodes.Status400BadRequest, "A month is written yyyy-MM.");

    public static IActionResult TooLarge() => Problem(StatusCodes.Status413PayloadTooLarge, "A request may have 1 MiB.");

    public static IActionResult NotFound() => Problem(StatusCodes.Status404NotFound, "There is nothing at this address.");

    /// <summary>The same for an unknown source as for a wrong signature: nothing is told about what exists.</summary>
    public static IActionResult Unauthorized() => Problem(StatusCodes.Status401Unauthorized, "The signature or key is missing or wrong.");

    public static IActionResult MethodNotAllowed(HttpResponse response, string allowed)
    {
        response.Headers.Allow = allowed;
        return Problem(StatusCodes.Status405MethodNotAllowed, $"Only {allowed} is allowed here.");
    }

    public static IActionResult TooMany(HttpResponse response)
    {
        response.Headers.RetryAfter = "1";
        return Problem(StatusCodes.Status429TooManyRequests, "Too many requests: send more events in each.");
    }

    public static IActionResult Unavailable(HttpResponse response, string title)
    {
        response.Headers.RetryAfter = "5";
        return Problem(StatusCodes.Status503ServiceUnavailable, title);
    }
}
