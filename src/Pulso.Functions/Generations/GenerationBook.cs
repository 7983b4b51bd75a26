using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Pulso.Functions.Generations;

/// <summary>What a generation beside the serving one is there for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GenerationState>))]
public enum GenerationState
{
    /// <summary>Being filled from the archive; live events go to it too.</summary>
    Building,

    /// <summary>Served before: it can be read, and gets nothing more.</summary>
    Retired,

    /// <summary>Its rows are being deleted.</summary>
    Dropping,
}

/// <summary>A generation beside the serving one.</summary>
/// <param name="Versions">Its definitions; null for the tenant's, whatever they become.</param>
/// <param name="Keys">How many keys its pseudonyms are under.</param>
/// <param name="Rules">The version of the rules that it is computed by.</param>
public sealed record OtherGeneration(int Number, int? Partitions, JsonArray? Versions, GenerationState State, int Rules = 1, int Keys = 1);

/// <summary>What a tenant's document says of its generations. It changes as a whole: a switch is one conditional write.</summary>
/// <param name="Serving">The one that answers.</param>
/// <param name="Partitions">How many partitions the serving one has; null for as many as the deployment says.</param>
/// <param name="Last">The highest number ever given.</param>
/// <param name="Keys">How many keys the pseudonyms of the serving one are under.</param>
/// <param name="Rules">The version of the rules that the serving one is computed by.</param>
public sealed record GenerationBook(int Serving, int? Partitions, int Last, IReadOnlyList<OtherGeneration> Others, int Rules = 1, int Keys = 1)
{
    public static readonly GenerationBook Initial = new(1, null, 1, []);

    [JsonIgnore]
    public OtherGeneration? Building => Others.FirstOrDefault(other => other.State == GenerationState.Building);

    /// <summary>True if pseudonyms of the serving generation are still known under fewer keys.</summary>
    [JsonIgnore]
    public bool KnowsFewerKeys => Others.Any(other => other.Keys < Keys);

    /// <summary>True if events are applied to a generation: it serves, or is being built.</summary>
    public bool IsFilled(int number) => number == Serving || number == Building?.Number;

    public OtherGeneration? Find(int number) => Others.FirstOrDefault(other => other.Number == number);

    /// <summary>With another one, to be filled.</summary>
    public GenerationBook Begin(int? partitions, JsonArray? versions, int rules, int keys) => this with
    {
        Last = Last + 1,
        Others = [.. Others, new OtherGeneration(Last + 1, partitions, versions, GenerationState.Building, rules, keys)],
    };

    public GenerationBook Mark(int number, GenerationState state) =>
        this with { Others = [.. Others.Select(other => other.Number == number ? other with { State = state } : other)] };

    public GenerationBook Without(int number) => this with { Others = [.. Others.Where(other => other.Number != number)] };
}
