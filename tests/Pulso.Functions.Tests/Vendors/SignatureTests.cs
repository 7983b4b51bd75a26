using Pulso.Acceptance.Vendors;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>Every vendor's signature: what is right is known, and nothing else.</summary>
public sealed class SignatureTests
{
    private const string Secret = "the-secret-of-the-source";

    public static TheoryData<string> Ids => [.. VendorList.All.Select(vendor => vendor.Id)];

    /// <summary>Vendors that sign the body, and do not merely show a secret.</summary>
    public static TheoryData<string> Signers => [.. VendorList.All.Select(vendor => vendor.Id).Except(["amazon-connect", "genesys-cloud", "freshdesk"])];

    public static TheoryData<string, int> Timed => new() { { "zendesk", 301 }, { "zendesk", -301 }, { "chatwoot", 301 }, { "chatwoot", -301 } };

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_delivery_signed_with_the_secret_is_known(string vendor) => Assert.True(IsSigned(vendor, Delivery(vendor)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Another_secret_is_not(string vendor)
    {
        Assert.False(IsSigned(vendor, Delivery(vendor), secret: "another-secret"));
        Assert.False(IsSigned(vendor, Delivery(vendor), secret: ""));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_header_may_be_neither_missing_nor_empty_nor_cut_nor_doubled_nor_lengthened(string vendor)
    {
        foreach (string name in SignedHeaders(vendor))
        {
            string value = Delivery(vendor).Header(name)!;
            Assert.False(IsSigned(vendor, With(vendor, name)), $"{name} missing");
            Assert.False(IsSigned(vendor, With(vendor, name, "")), $"{name} empty");
            Assert.False(IsSigned(vendor, With(vendor, name, value[..^4])), $"{name} cut");
            Assert.False(IsSigned(vendor, With(vendor, name, value + "AAAA")), $"{name} lengthened");
            Assert.False(IsSigned(vendor, With(vendor, name, value, value)), $"{name} doubled");
            Assert.False(IsSigned(vendor, With(vendor, name, "sha256=")), $"{name} without a signature");
            Assert.False(IsSigned(vendor, With(vendor, name, new string('a', 5_000))), $"{name} very long");
        }
    }

    [Theory]
    [MemberData(nameof(Signers))]
    public void A_changed_body_is_not_what_was_signed(string vendor)
    {
        var delivery = Delivery(vendor);
        string body = System.Text.Encoding.UTF8.GetString(delivery.Body);

        Assert.False(IsSigned(vendor, delivery with { Body = Signing.Bytes(body.Replace("1234", "1235", StringComparison.Ordinal)) }));
        Assert.False(IsSigned(vendor, delivery with { Body = [] }));
    }

    [Theory]
    [MemberData(nameof(Signers))]
    public void One_flipped_bit_anywhere_in_the_body_or_in_a_header_that_is_signed_makes_it_unknown(string vendor)
    {
        var delivery = Delivery(vendor);
        for (int bit = 0; bit < delivery.Body.Length * 8; bit++)
        {
            byte[] body = [.. delivery.Body];
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            var flipped = delivery with { Body = body };
            if (!flipped.SaysTheSameAs(delivery))
                Assert.False(IsSigned(vendor, flipped), $"bit {bit} of the body");
        }
        foreach (string name in SignedHeaders(vendor))
        {
            string value = delivery.Header(name)!;
            for (int bit = 0; bit < value.Length * 7; bit++)
            {
                char[] flipped = value.ToCharArray();
                flipped[bit / 7] ^= (char)(1 << (bit % 7));
                Assert.False(IsSigned(vendor, With(vendor, name, new string(flipped))), $"bit {bit} of {name}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Timed))]
    public void A_signed_timestamp_may_lie_five_minutes_away(string vendor, int seconds)
    {
        var delivery = Delivery(vendor);

        Assert.True(VendorList.Named(vendor)!.IsSigned(delivery, Secret, Deliveries.Now.AddSeconds(Math.Sign(seconds) * 300)));
        Assert.False(VendorList.Named(vendor)!.IsSigned(delivery, Secret, Deliveries.Now.AddSeconds(seconds)));
    }

    [Theory]
    [InlineData("X-Api-Key", "the-secret-of-the-source", true)]
    [InlineData("Authorization", "Bearer the-secret-of-the-source", true)]
    [InlineData("Authorization", "the-secret-of-the-source", true)]
    [InlineData("Authorization", "Basic bmFtZTp0aGUtc2VjcmV0LW9mLXRoZS1zb3VyY2U=", true)]
    [InlineData("Authorization", "Basic bmFtZTp3cm9uZw==", false)]
    [InlineData("Authorization", "Basic !", false)]
    [InlineData("Authorization", "Bearer", false)]
    [InlineData("Authorization", "Bearer the-secret", false)]
    [InlineData("X-Api-Key", "THE-SECRET-OF-THE-SOURCE", false)]
    [InlineData("Cookie", "the-secret-of-the-source", false)]
    public void Where_nothing_is_signed_a_header_shows_the_secret(string header, string value, bool known)
    {
        foreach (string vendor in new[] { "amazon-connect", "genesys-cloud", "freshdesk" })
            Assert.Equal(known, IsSigned(vendor, Deliveries.Json("{}", (header, value))));
    }

    [Theory]
    [InlineData("?secret=the-secret-of-the-source", true)]
    [InlineData("?secret=wrong", false)]
    [InlineData("?secret=", false)]
    [InlineData("?secret=the-secret-of-the-source&secret=the-secret-of-the-source", false)]
    [InlineData("", false)]
    public void A_Chatwoot_that_does_not_sign_yet_has_the_secret_in_its_address(string query, bool known) =>
        Assert.Equal(known, IsSigned("chatwoot", Deliveries.Json("{}") with { Url = Deliveries.Url + query }));

    private static bool IsSigned(string vendor, Delivery delivery, string secret = Secret) =>
        VendorList.Named(vendor)!.IsSigned(delivery, secret, Deliveries.Now);

    private static IEnumerable<string> SignedHeaders(string vendor) =>
        VendorSigner.Of[vendor](Secret, Deliveries.Url, Body(vendor), Deliveries.Now).Headers.Select(header => header.Name).Where(name => name != "Sm-Apikey");

    private static string Body(string vendor) => vendor == "twilio" ? "CallSid=CA1234&CallStatus=ringing" : """{"id":"1234"}""";

    private static Delivery Delivery(string vendor) => Deliveries.Of(VendorSigner.Of[vendor](Secret, Deliveries.Url, Body(vendor), Deliveries.Now));

    /// <summary>The right delivery with other values of one header.</summary>
    private static Delivery With(string vendor, string header, params string[] values)
    {
        var delivery = Delivery(vendor);
        delivery.Headers.Remove(header);
        if (values.Length > 0)
            delivery.Headers[header] = values;
        return delivery;
    }
}
