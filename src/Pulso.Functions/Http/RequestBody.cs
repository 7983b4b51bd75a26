using Microsoft.AspNetCore.Http;

namespace Pulso.Functions.Http;

/// <summary>Reads a body whole, up to a bound, whatever its Content-Length says.</summary>
internal static class RequestBody
{
    /// <summary>At most so many bytes: 1 MiB.</summary>
    public const int Limit = 1_048_576;

    /// <returns>The bytes; null when there are more than the limit.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > Limit)
            return null;
        using var body = new MemoryStream((int)(request.ContentLength ?? 4_096));
        byte[] buffer = new byte[16_384];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (body.Length + read > Limit)
                return null;
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }
}
