using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Pulso.Functions.Access;

namespace Pulso.Functions.Tests.Access;

public sealed class StandardWebhooksTests
{
    // The specification's own vector (standard-webhooks, libraries, "sign function works").
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly string OtherSecret = "whsec_" + Convert.ToBase64String(new byte[32]);

    [Fact]
    public void The_vector_of_the_specification_matches() => Assert.Equal([Secret], Matching(Headers()));

    [Fact]
    public void The_signature_of_the_vector_is_made_again() =>
        Assert.Equal(Signature[3..], Convert.ToBase64String(StandardWebhooks.Sign(Secret, Id, $"{Timestamp}", Bytes(Body))));

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    public void A_header_that_is_missing_empty_or_doubled_matches_nothing(string name)
    {
        var missing = Headers();
        missing.Remove(name);
        var empty = Headers();
        empty[name] = "";
        var doubled = Headers();
        doubled[name] = new StringValues([$"{doubled[name]}", $"{doubled[name]}"]);

        Assert.Empty(Matching(missing));
        Assert.Empty(Matching(empty));
        Assert.Empty(Matching(doubled));
    }

    [Fact]
    public void One_flipped_bit_anywhere_in_the_body_matches_nothing()
    {
        for (int bit = 0; bit < Body.Length * 8; bit++)
        {
            byte[] body = Bytes(Body);
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Empty(StandardWebhooks.Matching(Headers(), body, [Secret], At(Timestamp)));
        }
    }

    [Fact]
    public void One_flipped_bit_anywhere_in_the_id_or_the_timestamp_matches_nothing()
    {
        foreach (string name in new[] { "webhook-id", "webhook-timestamp" })
        {
            string value = $"{Headers()[name]}";
            for (int bit = 0; bit < value.Length * 8; bit++)
            {
                char[] flipped = value.ToCharArray();
                flipped[bit / 8] ^= (char)(1 << (bit % 8));
                Assert.Empty(Matching(Headers(name, new string(flipped))));
            }
        }
    }

    [Fact]
    public void One_flipped_bit_anywhere_in_the_signature_matches_nothing()
    {
        for (int bit = 0; bit < Signature.Length * 7; bit++)
        {
            char[] flipped = Signature.ToCharArray();
            flipped[bit / 7] ^= (char)(1 << (bit % 7));
            string header = new(flipped);
            if (!SaysTheSame(header))
                Assert.Empty(Matching(Headers("webhook-signature", header)));
        }
    }

    [Fact]
    public void A_signature_cut_short_at_any_place_matches_nothing()
    {
        for (int length = 0; length < Signature.Length; length++)
            Assert.Empty(Matching(Headers("webhook-signature", Signature[..length])));
    }

    public static TheoryData<string, bool> SignatureHeaders => new()
    {
        { "v1," + Convert.ToHexString(Convert.FromBase64String(Signature[3..])), false },
        { Signature[3..], false },
        { "v2," + Signature[3..], false },
        { "v1a," + Signature[3..], false },
        { "V1," + Signature[3..], false },
        { "v1=" + Signature[3..], false },
        { "v1," + Convert.ToBase64String(new byte[32]), false },
        { "v1," + Convert.ToBase64String(new byte[300]), false },
        { "v1,", false },
        { ",", false },
        { "   ", false },
        { Signature.ToLowerInvariant(), false },
        { Signature + Signature, false },
        { $"v1,{Convert.ToBase64String(new byte[32])} {Signature}", true },
        { $"v1,not-base64! {Signature}", true },
        { $"v1, v2,{Signature[3..]}  {Signature}", true },
        { $"{Signature} v1,{Convert.ToBase64String(new byte[32])}", true },
    };

    [Theory]
    [MemberData(nameof(SignatureHeaders))]
    public void Of_a_list_of_signatures_any_valid_one_counts_and_nothing_else(string header, bool matches) =>
        Assert.Equal(matches ? [Secret] : Array.Empty<string>(), Matching(Headers("webhook-signature", header)));

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void The_timestamp_may_lie_five_minutes_off_both_ways(long seconds, bool matches) =>
        Assert.Equal(matches, StandardWebhooks.Matching(Headers(), Bytes(Body), [Secret], At(Timestamp + seconds)).Count == 1);

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("99999999999999999999999999")]
    [InlineData("-1614265330")]
    [InlineData("+1614265330")]
    [InlineData("1614265330.0")]
    [InlineData(" 1614265330")]
    [InlineData("1614265330000")]
    [InlineData("1.6e9")]
    [InlineData("0x6037BC32")]
    [InlineData("١٦١٤٢٦٥٣٣٠")]
    [InlineData("now")]
    [InlineData("0")]
    public void An_absurd_timestamp_matches_nothing_even_when_it_is_signed(string timestamp)
    {
        string signature = "v1," + Convert.ToBase64String(StandardWebhooks.Sign(Secret, Id, timestamp, Bytes(Body)));
        var headers = Headers("webhook-timestamp", timestamp);
        headers["webhook-signature"] = signature;

        Assert.Empty(Matching(headers));
    }

    [Fact]
    public void Of_several_secrets_exactly_those_that_signed_are_named()
    {
        string both = $"{Signature} v1,{Convert.ToBase64String(StandardWebhooks.Sign(OtherSecret, Id, $"{Timestamp}", Bytes(Body)))}";

        Assert.Equal([Secret], Matching(Headers(), OtherSecret, Secret));
        Assert.Equal([OtherSecret, Secret], Matching(Headers("webhook-signature", both), OtherSecret, Secret));
        Assert.Empty(Matching(Headers(), OtherSecret));
        Assert.Empty(StandardWebhooks.Matching(Headers(), Bytes(Body), [], At(Timestamp)));
    }

    [Fact]
    public void The_raw_bytes_are_signed_whether_or_not_they_are_text()
    {
        byte[] body = [0xff, 0xfe, 0x00, 0x80];
        var headers = Headers("webhook-signature", "v1," + Convert.ToBase64String(StandardWebhooks.Sign(Secret, Id, $"{Timestamp}", body)));

        Assert.Equal([Secret], StandardWebhooks.Matching(headers, body, [Secret], At(Timestamp)));
    }

    /// <summary>True for another way to write the same bytes: the last digit of base64 has two bits that stand for none.</summary>
    private static bool SaysTheSame(string header)
    {
        byte[] bytes = new byte[64];
        return header.StartsWith("v1,", StringComparison.Ordinal) && Convert.TryFromBase64String(header[3..], bytes, out int size)
            && bytes.AsSpan(0, size).SequenceEqual(Convert.FromBase64String(Signature[3..]));
    }

    private static IReadOnlyList<string> Matching(IHeaderDictionary headers, params string[] secrets) =>
        StandardWebhooks.Matching(headers, Bytes(Body), secrets.Length == 0 ? [Secret] : secrets, At(Timestamp));

    private static HeaderDictionary Headers(string? changed = null, string? value = null)
    {
        var headers = new HeaderDictionary
        {
            ["webhook-id"] = Id,
            ["webhook-timestamp"] = $"{Timestamp}",
            ["webhook-signature"] = Signature,
        };
        if (changed is not null)
            headers[changed] = value;
        return headers;
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
