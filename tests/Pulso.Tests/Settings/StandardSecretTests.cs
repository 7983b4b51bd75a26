using Pulso.Settings;

namespace Pulso.Tests.Settings;

public sealed class StandardSecretTests
{
    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false)]
    [InlineData("whsec_c2hvcnQ=", false)]
    [InlineData("whsec_not base64", false)]
    public void A_secret_is_whsec_and_the_base64_of_24_to_64_bytes(string text, bool isSecret) => Assert.Equal(isSecret, StandardSecret.Is(text));
}
