namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>What this host heeds of host.json, with the real host's defaults.</summary>
internal sealed record HostJson(string RoutePrefix, int MaxMessageBatchSize, TimeSpan SessionIdleTimeout, TimeSpan FunctionTimeout)
{
    public static HostJson Read(string directory)
    {
        using var json = Parse(Path.Combine(directory, "host.json"));
        return new HostJson(
            Text("extensions", "http", "routePrefix") ?? "api",
            int.Parse(Text("extensions", "serviceBus", "maxMessageBatchSize") ?? "1000"),
            TimeSpan.Parse(Text("extensions", "serviceBus", "sessionIdleTimeout") ?? "00:01:00"),
            TimeSpan.Parse(Text("functionTimeout") ?? "00:30:00"));

        string? Text(params string[] names)
        {
            var element = json.RootElement;
            return Array.TrueForAll(names, name => element.TryGetProperty(name, out element)) ? element.ToString() : null;
        }
    }

    /// <summary>An empty object if there is no such file.</summary>
    public static JsonDocument Parse(string path) => JsonDocument.Parse(
        File.Exists(path) ? File.ReadAllText(path) : "{}",
        new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
}
