namespace Pulso.Acceptance.Webhooks;

/// <summary>What a receiver gets, and the status that it must answer.</summary>
internal sealed record Case(string Name, int Status, Func<Post> Make);

/// <summary>Everything that the canonical endpoint is tried with; of whatever is not a 202 nothing may be taken.</summary>
internal static class Cases
{
    public static IReadOnlyDictionary<string, Case> All { get; } =
        SignatureCases.All.Concat(BodyCases.All).Concat(SizeCases.All).Concat(AddressCases.All).ToDictionary(item => item.Name);

    public static IEnumerable<Case> Refused => All.Values.Where(item => item.Status != 202);
}
