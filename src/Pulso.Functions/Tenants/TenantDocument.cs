using System.Text.Json;
using System.Text.Json.Nodes;
using Pulso.Functions.Generations;
using Pulso.Functions.Http;
using Pulso.Settings;

namespace Pulso.Functions.Tenants;

/// <summary>A tenant's document as it is stored: its settings, and the generations of its figures.</summary>
/// <param name="Settings">What was put, its keys as hashes; its versions are those of the serving generation.</param>
internal sealed record TenantDocument(JsonObject Settings, GenerationBook Generations)
{
    private const string Property = "generations";
    private const string Versions = "versions";

    public static TenantDocument Read(BinaryData stored)
    {
        var root = JsonNode.Parse(stored)!.AsObject();
        var book = root[Property] is { } known ? known.Deserialize<GenerationBook>(Answers.Json)! : GenerationBook.Initial;
        root.Remove(Property);
        return new TenantDocument(root, book);
    }

    public BinaryData Write()
    {
        var root = Settings.DeepClone().AsObject();
        if (Generations != GenerationBook.Initial)
            root[Property] = JsonSerializer.SerializeToNode(Generations, Answers.Json);
        return new BinaryData(root.ToJsonString());
    }

    /// <summary>The settings as they are in force.</summary>
    public TenantSettings Serving() => Parse(Settings) with { Generation = new Generation(Generations.Serving, Generations.Partitions, Generations.Rules, Generations.Keys) };

    /// <summary>The settings under which a generation is computed; null where it is none that can be read or written.</summary>
    public TenantSettings? Of(int number)
    {
        if (number == Generations.Serving)
            return Serving();
        if (Generations.Find(number) is not { State: not GenerationState.Dropping } other)
            return null;
        var document = Settings.DeepClone().AsObject();
        if (other.Versions is not null)
            document[Versions] = other.Versions.DeepClone();
        return Parse(document) with { Generation = new Generation(number, other.Partitions, other.Rules, other.Keys) };
    }

    /// <summary>The same with the generation under construction as the serving one; the one before can still be read.</summary>
    public TenantDocument Switched(int number)
    {
        var next = Generations.Building is { } building && building.Number == number ? building : throw new InvalidOperationException($"generation {number} is not being built any more");
        var retired = new OtherGeneration(
            Generations.Serving, Generations.Partitions, Settings[Versions]!.DeepClone().AsArray(), GenerationState.Retired, Generations.Rules, Generations.Keys);
        var settings = Settings.DeepClone().AsObject();
        if (next.Versions is not null)
            settings[Versions] = next.Versions.DeepClone();
        var others = Generations.Without(number).Others.Append(retired);
        return new TenantDocument(settings, Generations with { Serving = number, Partitions = next.Partitions, Rules = next.Rules, Keys = next.Keys, Others = [.. others] });
    }

    private static TenantSettings Parse(JsonObject document) =>
        SettingsParser.Parse(JsonSerializer.SerializeToElement(document), out var faults)
        ?? throw new InvalidDataException("stored settings are wrong: " + string.Join("; ", faults));
}
