namespace Pulso.Measures.Contributions;

/// <summary>The version of the rules by which timelines add to cells.</summary>
/// <remarks>
/// To be raised with every change after which the same events give other cells: figures that older rules have computed are then only read, and
/// computed anew. A test knows what the rules give, and tells when they have changed.
/// </remarks>
public static class ContributionsVersion
{
    public const int Current = 1;
}
