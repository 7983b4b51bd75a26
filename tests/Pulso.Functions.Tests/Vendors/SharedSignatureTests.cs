using System.Text.Json;
using Pulso.Acceptance.Running;
using Pulso.Functions.Channels.Zendesk;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>The vectors that the vendors or their libraries publish.</summary>
public sealed class SharedSignatureTests
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

    private static bool Is(string vendor, Delivery delivery, string secret) => VendorList.Named(vendor)!.IsSigned(delivery, secret, Deliveries.Now);

    private static JsonElement Vectors(string file) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(SharedFactAttribute.PathOf($"payloads/{file}")));

    private static string Form(JsonElement vector) => string.Join(
        '&', vector.List("params").Select(pair => string.Join('=', pair.EnumerateArray().Select(part => Uri.EscapeDataString(part.GetString()!)))));
}
