namespace Azure.Data.Tables.Wire;

/// <summary>The parts of a transaction's answer: 202 outside, the true statuses inside; when one row failed, its part alone.</summary>
internal static class ChangesetAnswer
{
    public static IReadOnlyList<Response> Read(Response response)
    {
        var rest = response.Content.ToMemory();
        var parts = new List<Response>();
        for (var at = rest.Span.IndexOf("HTTP/1.1 "u8); at >= 0; at = rest.Span.IndexOf("HTTP/1.1 "u8))
        {
            rest = rest[(at + "HTTP/1.1 ".Length)..];
            var end = rest.Span.IndexOf("\n--"u8);
            parts.Add(new Part(end < 0 ? rest : rest[..end]));
        }

        return parts.Count > 0 ? parts : throw new RequestFailedException(response.Status, "The transaction's answer has no parts.");
    }

    /// <summary>The answer for one row, from its status on. Few of a hundred are asked for a header: it is read then.</summary>
    private sealed class Part(ReadOnlyMemory<byte> text) : Response
    {
        public override int Status { get; } = int.Parse(text.Span[..3]);
        public override string ReasonPhrase => Head[0];
        public override bool IsError => Status >= 400;
        public override Stream ContentStream { get => field ??= new MemoryStream(text[HeadLength..].ToArray()); set; }
        public override string ClientRequestId { get; set; }
        private string[] Head => Encoding.UTF8.GetString(text.Span[..HeadLength]).Split("\r\n");
        private int HeadLength => text.Span.IndexOf("\r\n\r\n"u8) is >= 0 and var end ? end : text.Length;

        public override void Dispose() { }

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => Head.Skip(1)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(header => header.Length == 2)
            .Select(header => new HttpHeader(header[0], header[1]));

        protected override bool TryGetHeaderValues(string name, out IEnumerable<string> values) =>
            (values = TryGetHeader(name, out var value) ? [value] : null) is not null;

        protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

        protected override bool TryGetHeader(string name, out string value)
        {
            value = EnumerateHeaders().FirstOrDefault(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
            return value is not null;
        }
    }
}
