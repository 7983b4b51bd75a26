using System.Globalization;
using System.Security.Cryptography;
using Pulso.Acceptance.Running;
using Pulso.Measures.Contributions;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Measures;

/// <summary>A change of the rules has a new version: figures of older ones are then computed anew, and not mixed with others.</summary>
public sealed class ContributionsVersionTests
{
    private const int Streams = 60;

    [Fact]
    public void The_rules_of_this_version_give_these_cells()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var stream in Enumerable.Range(1, Streams).Select(EventStream.Of))
        {
            var partition = new Partition(stream.Settings);
            partition.Deliver(stream.Frames);
            partition.DeliverDerived();
            hash.AppendData(partition.Cells.Encode());
            hash.AppendData(partition.Facts.Encode());
        }
        string now = string.Create(CultureInfo.InvariantCulture, $"{ContributionsVersion.Current} {Convert.ToHexStringLower(hash.GetHashAndReset())}");

        Golden.Holds(
            "tests/Pulso.Tests/Measures/contributions-version.txt",
            [now],
            "The same events give other cells than before. If a rule has changed, raise ContributionsVersion.Current; then (or if only the generator of the tests has changed) UPDATE_GOLDEN=1 notes what they give now.");
    }
}
