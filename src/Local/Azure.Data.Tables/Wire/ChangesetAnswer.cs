namespace Azure.Data.Tables.Wire;

/// <summary>The parts of a transaction's answer: 202 outside, the true statuses inside; when one row failed, its part alone.</summary>
internal static class ChangesetAnswer
{
    public static IReadOnlyList<Response> Read(Response response)
    {
        var rest = response.Content.ToMemory().Span;
        var parts = new List<Response>();
        for (var at = rest.IndexOf("HTTP/1.1 "u8); at >= 0; at = rest.IndexOf("HTTP/1.1 "u8))
        {
            rest = rest[(at + "HTTP/1.1 ".Length)..];
            var end = rest.IndexOf("\n--"u8);
            parts.Add(ReadPart(end < 0 ? rest : rest[..end]));
        }

        return parts.Count > 0 ? parts : throw new RequestFailedException(response.Status, "The transaction's answer has no parts.");
    }

    private static Part ReadPart(ReadOnlySpan<byte> part)
    {
        var status = int.Parse(part[..3]);
        var reason = Line(ref part)[3..].Trim();
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var line = Line(ref part); line.Length > 0; line = Line(ref part))
        {
            if (line.Split(':', 2, StringSplitOptions.TrimEntries) is [var name, var value]) headers[name] = value;
        }

        return new Part(status, reason, headers, part.ToArray());
    }

    private static string Line(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return Encoding.UTF8.GetString(line).TrimEnd();
    }

    /// <summary>The answer for one row.</summary>
    private sealed class Part(int status, string reason, Dictionary<string, string> headers, byte[] body) : Response
    {
        public override int Status => status;
        public override string ReasonPhrase => reason;
        public override bool IsError => status >= 400;
        public override Stream ContentStream { get; set; } = new MemoryStream(body, 0, body.Length, writable: false, publiclyVisible: true);
        public override string ClientRequestId { get; set; }

        public override void Dispose() { }

        protected override bool ContainsHeader(string name) => headers.ContainsKey(name);
        protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));
        protected override bool TryGetHeader(string name, out string value) => headers.TryGetValue(name, out value);
        protected override bool TryGetHeaderValues(string name, out IEnumerable<string> values) =>
            (values = headers.TryGetValue(name, out var value) ? [value] : null) is not null;
    }
}
