using Microsoft.Extensions.Configuration;
using Pulso.Functions.Access;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Access;

public sealed class SecretsTests
{
    private const string Good = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void A_secret_of_an_app_setting_is_resolved_and_one_that_is_missing_or_malformed_opens_nothing()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["PBX"] = Good, ["SHORT"] = "whsec_c2hvcnQ=", ["EMPTY"] = "" }).Build();
        var source = new Source("/acme/pbx", null, ["setting:PBX", "setting:SHORT", "setting:EMPTY", "setting:MISSING"]);

        Assert.Equal([Good], new Secrets(settings).Of(source));
    }
}
