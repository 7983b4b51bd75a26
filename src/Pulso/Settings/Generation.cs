namespace Pulso.Settings;

/// <summary>One computation of a tenant's figures, in partitions of its own: a rebuild makes another one beside it.</summary>
/// <param name="Number">From 1 on; never used again.</param>
/// <param name="Partitions">How many partitions its timelines are spread over; null for as many as the deployment says.</param>
/// <param name="Keys">How many of the tenant's keys the pseudonyms in it are under, one over the other.</param>
/// <param name="Rules">The version of the rules that it is computed by (<see cref="Measures.Contributions.ContributionsVersion"/>).</param>
public sealed record Generation(int Number, int? Partitions, int Rules = 1, int Keys = 1)
{
    public static readonly Generation First = new(1, null);
}
