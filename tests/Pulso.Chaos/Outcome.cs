using Pulso.Chaos.Faults;

namespace Pulso.Chaos;

/// <summary>How a round went.</summary>
/// <param name="Seed">Repeats this round alone.</param>
/// <param name="Error">What was not as it should be; null where everything was.</param>
internal sealed record Outcome(int Seed, int Events, TimeSpan Took, Struck Struck, string? Error)
{
    public override string ToString() => Error is null
        ? $"seed {Seed}: {Took.TotalSeconds:0.0} s, {Events:N0} events, {Struck.Total:N0} struck; not {string.Join(", ", Struck.Missing)}"
        : $"seed {Seed} FAILED after {Took.TotalSeconds:0.0} s: repeat it with --seed {Seed} --rounds 1\n{Error}\n";
}
