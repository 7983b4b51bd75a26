namespace Pulso.Bench.Report;

/// <summary>One line of the table.</summary>
/// <param name="Meaning">What it says, and how it comes about.</param>
internal sealed record Figure(string Group, string Name, string Unit, string Meaning);
