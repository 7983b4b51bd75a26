using Pulso.Functions.Tenants;

namespace Pulso.Functions.Generations;

/// <summary>A generation as it is shown.</summary>
/// <param name="State"><c>serving</c>, or why it is beside the serving one.</param>
/// <param name="Partitions">How many partitions it has.</param>
/// <param name="Keys">How many keys its pseudonyms are under.</param>
/// <param name="Rebuild">How it was, or is being, made; null for the first one.</param>
public sealed record ShownGeneration(int Number, string State, int Partitions, int Keys, RebuildState? Rebuild);

/// <summary>Every generation of a tenant's figures.</summary>
public sealed record ShownGenerations(int Serving, IReadOnlyList<ShownGeneration> Generations);

/// <summary>Tells what generations there are, and how far a rebuild has come.</summary>
public sealed class GenerationView(TenantDirectory tenants, RebuildStates states, Deployment deployment)
{
    public async Task<ShownGenerations> OfAsync(string tenant, CancellationToken cancel)
    {
        var book = (await tenants.ReadAsync(tenant, cancel))?.Generations ?? GenerationBook.Initial;
        var shown = new List<ShownGeneration> { await ShowAsync(book.Serving, "serving", book.Partitions, book.Keys) };
        foreach (var other in book.Others)
            shown.Add(await ShowAsync(other.Number, other.State.ToString().ToLowerInvariant(), other.Partitions, other.Keys));
        if (shown.Exists(generation => generation is { State: "building", Rebuild.Phase: RebuildPhase.Done }))
            return await OfAsync(tenant, cancel); // it was switched to after the document was read
        return new ShownGenerations(book.Serving, [.. shown.OrderBy(generation => generation.Number)]);

        async Task<ShownGeneration> ShowAsync(int number, string state, int? partitions, int keys) =>
            new(number, state, partitions ?? deployment.Partitions, keys, (await states.FindAsync(tenant, number, cancel)).State);
    }
}
