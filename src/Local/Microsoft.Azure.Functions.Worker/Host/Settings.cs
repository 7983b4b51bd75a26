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

/// <summary>local.settings.json: its <c>Values</c> become environment variables where there are none, as with the real host.</summary>
internal static class LocalSettings
{
    public static void Apply()
    {
        foreach (var directory in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            using var json = HostJson.Parse(Path.Combine(directory, "local.settings.json"));
            if (!json.RootElement.TryGetProperty("Values", out var values)) continue;
            foreach (var value in values.EnumerateObject().Where(value => Environment.GetEnvironmentVariable(value.Name) is null))
                Environment.SetEnvironmentVariable(value.Name, value.Value.ToString());
        }
    }

    /// <summary><c>%Name%</c> stands for the value of a setting, wherever it stands; anything else for itself.</summary>
    public static string Resolve(string text, IConfiguration configuration) => System.Text.RegularExpressions.Regex.Replace(text, "%(.+?)%", name =>
        configuration[name.Groups[1].Value] is { Length: > 0 } value ? value
            : throw new InvalidOperationException($"The setting '{name.Groups[1].Value}' is missing."));
}
