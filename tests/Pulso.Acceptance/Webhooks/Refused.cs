using System.Net.Http.Headers;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>Requests of which nothing may be taken, with the answer that each must get.</summary>
internal static class Refused
{
    private const string Other = "fedcba9876543210fedcba9876543210";
    private const string One = "application/cloudevents+json";
    private const int TwoMebibytes = 2 * 1_048_576;

    private static readonly string Good = Calls.Event("contact.started", "refused", "2026-03-02T10:00:00Z", "\"channel\":\"voice\"");

    public static IReadOnlyDictionary<string, (int Status, Func<HttpRequestMessage> Make)> Requests { get; } =
        new Dictionary<string, (int, Func<HttpRequestMessage>)>
        {
            ["another secret"] = (401, () => Signed.Request(One, Good, Signed.SecretOf(Other))),
            ["no id"] = (401, () => Without("webhook-id")),
            ["no timestamp"] = (401, () => Without("webhook-timestamp")),
            ["no signature"] = (401, () => Without("webhook-signature")),
            ["a timestamp too old"] = (401, () => Signed.Request(One, Good, seconds: -310)),
            ["a timestamp too far ahead"] = (401, () => Signed.Request(One, Good, seconds: 310)),
            ["another body than was signed"] = (401, () => With(Signed.Request(One, Good), Good.Replace("refused", "changed", StringComparison.Ordinal))),
            ["an unknown source"] = (401, () => Signed.Request(One, Good.Replace(Calls.Source, "/test/unknown", StringComparison.Ordinal))),
            ["an unknown source among known ones"] =
                (401, () => Signed.Batch(Good, Good.Replace(Calls.Source, "/test/unknown", StringComparison.Ordinal))),
            ["wrong in body and signature"] = (401, () => Signed.Request(One, "{", Signed.SecretOf(Other))),
            ["no JSON"] = (400, () => Signed.Request(One, "{")),
            ["no object"] = (400, () => Signed.Request(One, "[1]")),
            ["no array"] = (400, () => Signed.Request(Signed.BatchType, Good)),
            ["nothing at all"] = (400, () => Signed.Request(One, "")),
            ["a field twice"] = (400, () => Signed.Request(One, Good.Replace("\"data\":", "\"id\":\"2\",\"data\":", StringComparison.Ordinal))),
            ["a lone surrogate"] = (400, () => Signed.Request(One, Good.Replace("refused", "\\ud800", StringComparison.Ordinal))),
            ["a wrong field"] = (400, () => Signed.Batch(Good, Calls.Event("contact.handled", "refused", "2026-03-02T10:00:00Z", "\"talk\":-1"))),
            ["no offset"] = (400, () => Signed.Request(One, Good.Replace(":00Z", ":00", StringComparison.Ordinal))),
            ["more than a thousand events"] = (400, () => Signed.Batch(Enumerable.Repeat(Good, 1_001))),
            ["two mebibytes"] = (413, () => Signed.Request(One, Good + new string(' ', TwoMebibytes))),
            ["two mebibytes in chunks"] = (413, () => Chunked(Signed.Request(One, Good + new string(' ', TwoMebibytes)))),
            ["one byte too many"] = (413, () => Signed.Request(One, Good.PadRight(1_048_577))),
            ["unsigned and too large"] = (413, () => Unsigned(One, new string(' ', TwoMebibytes))),
            ["plain text"] = (415, () => Signed.Request("text/plain", Good)),
            ["JSON that says of no event"] = (415, () => Signed.Request("application/json", Good)),
            ["another charset"] = (415, () => Signed.Request("application/cloudevents+json; charset=iso-8859-1", Good)),
            ["plain text, too large and unsigned"] = (415, () => Unsigned("text/plain", new string(' ', TwoMebibytes))),
            ["compressed"] = (415, () => Compressed(Signed.Request(One, Good))),
            ["GET"] = (405, () => new HttpRequestMessage(HttpMethod.Get, (Uri?)null)),
            ["PUT"] = (405, () => Method(HttpMethod.Put, Signed.Request(One, Good))),
            ["DELETE"] = (405, () => new HttpRequestMessage(HttpMethod.Delete, (Uri?)null)),
        };

    private static HttpRequestMessage Without(string header)
    {
        var request = Signed.Request(One, Good);
        request.Headers.Remove(header);
        return request;
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string body)
    {
        var type = request.Content!.Headers.ContentType;
        request.Content = new StringContent(body);
        request.Content.Headers.ContentType = type;
        return request;
    }

    private static HttpRequestMessage Unsigned(string type, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return request;
    }

    private static HttpRequestMessage Chunked(HttpRequestMessage request)
    {
        request.Headers.TransferEncodingChunked = true;
        return request;
    }

    private static HttpRequestMessage Compressed(HttpRequestMessage request)
    {
        request.Content!.Headers.ContentEncoding.Add("gzip");
        return request;
    }

    private static HttpRequestMessage Method(HttpMethod method, HttpRequestMessage request)
    {
        request.Method = method;
        return request;
    }
}
