using Microsoft.Extensions.Configuration;

namespace Pulso.Functions.Tests;

public sealed class DeploymentTests
{
    private static readonly Dictionary<string, string?> Right = new()
    {
        ["Pulso:Queue"] = "events",
        ["Pulso:AdminKey"] = "sixteen-letters!",
        ["Pulso:PseudonymKey"] = Convert.ToBase64String(new byte[32]),
    };

    [Fact]
    public void What_is_not_set_has_the_defaults()
    {
        var deployment = Read();

        Assert.Equal(256, deployment.Partitions);
        Assert.Equal(16, deployment.Sessions);
        Assert.Equal(32, Assert.Single(deployment.PseudonymKeys).Length);
    }

    [Theory]
    [InlineData("Partitions", "0")]
    [InlineData("Partitions", "4097")]
    [InlineData("Partitions", "many")]
    [InlineData("Partitions", "2.5")]
    [InlineData("Partitions", "")]
    [InlineData("Sessions", "0")]
    [InlineData("Sessions", "257")]
    [InlineData("PseudonymKey", null)]
    [InlineData("PseudonymKey", "not base64")]
    [InlineData("PseudonymKey", "c2hvcnQ=")]
    [InlineData("PseudonymKey", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,c2hvcnQ=")]
    [InlineData("AdminKey", null)]
    [InlineData("AdminKey", "fifteen-letters")]
    [InlineData("Queue", null)]
    [InlineData("Queue", "")]
    [InlineData("AlertsQueue", "")]
    [InlineData("AlertsQueue", "events")]
    [InlineData("AllowLoopbackWebhooks", "perhaps")]
    public void A_wrong_setting_is_named(string name, string? value)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Read((name, value)));

        Assert.Contains($"Pulso__{name} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_in_one_message()
    {
        string[] names = ["Partitions", "Sessions", "PseudonymKey", "AdminKey", "Queue"];

        var error = Assert.Throws<InvalidOperationException>(() => Read([.. names.Select(name => (name, (string?)(name == "Partitions" ? "-1" : name == "Sessions" ? "x" : "")))]));

        Assert.All(names, name => Assert.Contains($"Pulso__{name} ", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void No_secret_is_in_the_message()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Read(("AdminKey", "short-secret"), ("PseudonymKey", "c2VjcmV0")));

        Assert.DoesNotContain("short-secret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Partitions_are_spread_over_all_sessions_and_a_partition_has_one()
    {
        var deployment = Read(("Partitions", "10"), ("Sessions", "4"));

        Assert.Equal(["kpi-a-00", "kpi-a-01", "kpi-a-02", "kpi-a-03"], deployment.SessionsOf("a"));
        Assert.Equal(deployment.SessionsOf("a"), Enumerable.Range(0, 10).Select(partition => deployment.SessionOf("a", partition)).Distinct().Order());
    }

    private static Deployment Read(params (string Name, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Right);
        foreach (var (name, value) in changes)
            settings[$"Pulso:{name}"] = value;
        return Deployment.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
