using Pulso.Cli.Server;

namespace Pulso.Cli.Tests.Server;

public sealed class SignatureTests
{
    /// <summary>The vector of the Standard Webhooks reference libraries.</summary>
    [Fact]
    public void A_signature_is_that_of_the_known_vector() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Signature.Of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8));
}
