using System.Text.Json;
using System.Text.RegularExpressions;
using Pulso.Acceptance.Running;
using Pulso.Functions.Channels.Zendesk;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>The vectors that the vendors or their libraries publish.</summary>
public sealed partial class SharedSignatureTests
{
    [SharedFact]
    public void The_vector_of_WhatsApp_matches()
    {
        var vector = Vectors("meta-whatsapp/signature_vector.json")[0];
        string header = vector.Text("header")!["X-Hub-Signature-256: ".Length..];

        Assert.True(Is("whatsapp", Deliveries.Json(vector.Text("body")!, ("X-Hub-Signature-256", header)), vector.Text("app_secret")!));
    }

    [SharedFact]
    public void The_vectors_of_Twilio_match_or_do_not_as_they_say()
    {
        var vectors = Vectors("twilio/signature_vectors.json");
        foreach (var vector in vectors.List("vectors"))
        {
            var given = ("X-Twilio-Signature", vector.Text("signature")!);
            var delivery = vector.Text("body") is { } body ? Deliveries.Json(body, given) : Deliveries.Form(Form(vector), given);

            Assert.True(
                vector.IsTrue("expect") == Is("twilio", delivery with { Url = vector.Text("url")! }, vectors.Text("auth_token")!), vector.Text("name"));
            Assert.False(Is("twilio", delivery with { Url = vector.Text("url")! + "&more=1" }, vectors.Text("auth_token")!));
        }
    }

    [SharedFact]
    public void A_JSON_body_of_Twilio_is_held_against_the_hash_in_its_address()
    {
        var vectors = Vectors("twilio/signature_vectors.json");
        var vector = vectors.List("vectors").Single(item => item.Text("body") is not null);
        var delivery = Deliveries.Json(vector.Text("body")! + " ", ("X-Twilio-Signature", vector.Text("signature")!)) with { Url = vector.Text("url")! };

        Assert.False(Is("twilio", delivery, vectors.Text("auth_token")!));
    }

    [SharedFact]
    public void The_vector_of_Zendesk_matches()
    {
        byte[] body = File.ReadAllBytes(SharedFactAttribute.PathOf("payloads/zendesk/trigger_ticket_update.json"));

        byte[] signature = ZendeskWebhook.Sign("dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==", "1234", body);

        Assert.Equal("PlxjkFT3fSnU9NWSRjLHP86izLX68auazS1Xo8ZfiZE=", Convert.ToBase64String(signature));
    }

    [SharedFact]
    public void The_delivery_of_Qualtrics_was_signed_with_its_key()
    {
        var delivery = Deliveries.Shared("qualtrics/completed_response.form.txt");

        Assert.True(Is("qualtrics", delivery, "kyma4ever"));
        Assert.False(Is("qualtrics", delivery, "kyma5ever"));
    }

    [SharedFact]
    public void One_bit_of_a_signed_body_or_of_its_signature_is_enough_to_make_it_another()
    {
        var whatsApp = Vectors("meta-whatsapp/signature_vector.json")[0];
        string hex = whatsApp.Text("header")!["X-Hub-Signature-256: ".Length..];
        EveryBit("whatsapp", Deliveries.Json(whatsApp.Text("body")!, ("X-Hub-Signature-256", hex)), whatsApp.Text("app_secret")!, "X-Hub-Signature-256");

        var twilio = Vectors("twilio/signature_vectors.json");
        foreach (var vector in twilio.List("vectors").Where(vector => vector.IsTrue("expect")))
        {
            var given = ("X-Twilio-Signature", vector.Text("signature")!);
            var delivery = (vector.Text("body") is { } body ? Deliveries.Json(body, given) : Deliveries.Form(Form(vector), given)) with { Url = vector.Text("url")! };
            EveryBit("twilio", delivery, twilio.Text("auth_token")!, "X-Twilio-Signature");
            EveryBitOfTheAddress(delivery, twilio.Text("auth_token")!);
        }
        EveryBit("qualtrics", Deliveries.Shared("qualtrics/completed_response.form.txt"), "kyma4ever", null);
    }

    [SharedFact]
    public void One_bit_of_what_Zendesk_signed_is_enough_to_make_another_signature()
    {
        const string Secret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
        byte[] body = File.ReadAllBytes(SharedFactAttribute.PathOf("payloads/zendesk/trigger_ticket_update.json"));
        byte[] signature = ZendeskWebhook.Sign(Secret, "1234", body);

        Assert.All(Flipped(body), other => Assert.NotEqual(signature, ZendeskWebhook.Sign(Secret, "1234", other)));
        Assert.All(Flipped("1234"u8.ToArray()), other => Assert.NotEqual(signature, ZendeskWebhook.Sign(Secret, Text(other), body)));
        Assert.All(Flipped(Signing.Bytes(Secret)), other => Assert.NotEqual(signature, ZendeskWebhook.Sign(Text(other), "1234", body)));
    }

    /// <summary>Flips each bit of the body, and of the signature's header.</summary>
    private static void EveryBit(string vendor, Delivery delivery, string secret, string? header)
    {
        Assert.True(Is(vendor, delivery, secret));
        foreach (byte[] body in Flipped(delivery.Body))
        {
            var changed = delivery with { Body = body };
            if (!changed.SaysTheSameAs(delivery))
                Assert.False(Is(vendor, changed, secret), $"{vendor}: {Text(body)}");
        }
        string signature = header is null ? "" : delivery.Header(header)!;
        for (int at = 0; at < signature.Length; at++)
        {
            for (int bit = 0; bit < 7; bit++)
            {
                string other = $"{signature[..at]}{(char)(signature[at] ^ (1 << bit))}{signature[(at + 1)..]}";
                var headers = new Microsoft.AspNetCore.Http.HeaderDictionary(delivery.Headers.ToDictionary()) { [header!] = other };
                Assert.False(Is(vendor, delivery with { Headers = headers }, secret), $"{vendor}, bit {bit} of character {at}");
            }
        }
    }

    /// <summary>Flips each bit of the address; which port it has is not signed.</summary>
    private static void EveryBitOfTheAddress(Delivery delivery, string secret)
    {
        foreach (string url in Flipped(Signing.Bytes(delivery.Url)).Select(Text))
        {
            if (Port().Replace(url, "") != Port().Replace(delivery.Url, ""))
                Assert.False(Is("twilio", delivery with { Url = url }, secret), url);
        }
    }

    /// <summary>Each with one bit flipped.</summary>
    private static IEnumerable<byte[]> Flipped(byte[] bytes)
    {
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] other = [.. bytes];
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return other;
        }
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);

    [GeneratedRegex("(?<=//[^/]*):[^/]*")]
    private static partial Regex Port();

    private static bool Is(string vendor, Delivery delivery, string secret) => VendorList.Named(vendor)!.IsSigned(delivery, secret, Deliveries.Now);

    private static JsonElement Vectors(string file) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(SharedFactAttribute.PathOf($"payloads/{file}")));

    private static string Form(JsonElement vector) => string.Join(
        '&', vector.List("params").Select(pair => string.Join('=', pair.EnumerateArray().Select(part => Uri.EscapeDataString(part.GetString()!)))));
}
