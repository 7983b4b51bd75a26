using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulso.Cli.Exports;

/// <summary>The list of a tenant's BI files, which the server writes last.</summary>
internal sealed record Manifest(IReadOnlyList<ManifestFile> Files)
{
    public const string Path = "v1/manifest.json";
    public const string SchemaPath = "v1/schema.json";

    private static readonly JsonSerializerOptions SnakeCase = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <exception cref="Failure">It is no manifest.</exception>
    public static Manifest Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(json, SnakeCase) is { Files: not null } manifest ? manifest : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new Failure($"{Path} is no manifest.");
        }
    }
}

/// <summary>One file of it.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record ManifestFile(string Path, int Rows, [property: JsonPropertyName("sha256")] string Sha256)
{
    /// <summary>True for a relative path that stays below the folder that it is written to.</summary>
    public bool IsSafe => Path.Length > 0 && Path[0] != '/' && !Path.Contains('\\') && !Path.Contains(':')
        && Path.Split('/').All(part => part is not ("" or "." or ".."));

    public bool Matches(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes)) == Sha256;
}
