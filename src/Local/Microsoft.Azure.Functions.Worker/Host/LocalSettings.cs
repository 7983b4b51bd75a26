namespace Microsoft.Azure.Functions.Worker.Host;

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
