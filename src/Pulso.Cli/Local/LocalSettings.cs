using System.Text.Json;

namespace Pulso.Cli.Local;

/// <summary>The app settings of this machine: <c>local.settings.json</c>, and the sample for what it leaves out.</summary>
internal sealed record LocalSettings(IReadOnlyDictionary<string, string> Values)
{
    private const string AdminKeyName = "Pulso__AdminKey";

    /// <summary>The key that opens every tenant of the local system.</summary>
    public string AdminKey => Environment.GetEnvironmentVariable(AdminKeyName) ?? Values[AdminKeyName];

    public static LocalSettings Read(Repository repository)
    {
        var values = new Dictionary<string, string>();
        foreach (string name in new[] { "local.settings.sample.json", "local.settings.json" })
            AddValues(Path.Combine(repository.Root, name), values);
        return values.ContainsKey(AdminKeyName)
            ? new LocalSettings(values)
            : throw new Failure($"local.settings.sample.json names no {AdminKeyName}.");
    }

    private static void AddValues(string path, Dictionary<string, string> values)
    {
        if (!File.Exists(path))
            return;
        var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var document = JsonDocument.Parse(File.ReadAllBytes(path), lenient);
        if (!document.RootElement.TryGetProperty(nameof(Values), out var own))
            return;
        foreach (var value in own.EnumerateObject())
            values[value.Name] = value.Value.ToString();
    }
}
