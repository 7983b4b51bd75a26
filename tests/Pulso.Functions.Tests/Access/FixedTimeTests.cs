using Pulso.Acceptance.Running;

namespace Pulso.Functions.Tests.Access;

public sealed class FixedTimeTests
{
    /// <summary>No test can time it: what is compared with a secret is compared by the one method that takes as long for every input.</summary>
    [Theory]
    [InlineData("StandardWebhooks.cs")]
    [InlineData("Keys.cs")]
    public void Secrets_are_compared_in_fixed_time_and_to_the_end(string file)
    {
        string source = File.ReadAllText(Checkout.PathOf($"src/Pulso.Functions/Access/{file}"));

        Assert.Contains("|= ", source, StringComparison.Ordinal);
        Assert.Contains("CryptographicOperations.FixedTimeEquals", source, StringComparison.Ordinal);
        Assert.DoesNotContain("SequenceEqual", source, StringComparison.Ordinal);
    }
}
