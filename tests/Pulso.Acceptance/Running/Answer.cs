using System.Net.Http.Headers;
using System.Text.Json;

namespace Pulso.Acceptance.Running;

/// <summary>What came back on a request.</summary>
internal sealed record Answer(int Status, HttpResponseHeaders Headers, string? Type, IReadOnlyCollection<string> Allow, byte[] Bytes)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Bytes);

    /// <summary>Reads it whole. It has to be one that the description of the surface tells of; a broken world's 500 is in no description.</summary>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var answer = new Answer(
                (int)response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, [.. response.Content.Headers.Allow],
                await response.Content.ReadAsByteArrayAsync());
            string? fault = answer.Status == 500 ? null : Surface.Fault(response.RequestMessage!.Method, response.RequestMessage.RequestUri!, answer);
            Assert.True(fault is null, fault);
            return answer;
        }
    }
}
