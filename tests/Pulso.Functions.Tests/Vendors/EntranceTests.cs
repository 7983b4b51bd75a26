using System.Net;
using Microsoft.AspNetCore.Http;
using Pulso.Acceptance.Running;
using Pulso.Acceptance.Vendors;
using Pulso.Functions.Tests.Running;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>The vendors' addresses: who comes in, what they hear, and what is counted.</summary>
[Collection(OnStorage.Name)]
public sealed class EntranceTests(LocalStorage storage)
{
    private const string Call = "CallSid=CA1&CallStatus=ringing&Timestamp=Mon%2C+02+Mar+2026+09%3A00%3A00+%2B0000&From=%2B15550100&Direction=inbound";

    private const string Sources = """
        "phone": { "vendor": "twilio", "secrets": ["old-secret", "the-secret-of-the-source"], "queue": "sales" },
        "wa": { "vendor": "whatsapp", "secrets": ["setting:WHATSAPP", "meatyhamhock"] },
        "form": { "vendor": "typeform", "secrets": ["the-secret-of-the-source"] },
        "pbx": { "secrets": ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] }
        """;

    [Fact]
    public async Task A_signed_delivery_is_taken_under_every_secret_of_its_source()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = await instance.AddSourcesAsync(Sources);

        Assert.Equal((202, """{"accepted":1}"""), await AnswerAsync(instance.PostAsync(tenant, "twilio", "channels/phone", Call)));
        Assert.Equal(202, (await instance.PostAsync(tenant, "twilio", "channels/phone", Call, "old-secret")).StatusCode);
        Assert.Equal(401, (await instance.PostAsync(tenant, "twilio", "channels/phone", Call, "older-secret")).StatusCode);
    }

    [Fact]
    public async Task While_a_secret_is_replaced_every_vendor_may_sign_with_either()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = await instance.AddSourcesAsync(string.Join(
            ',', VendorList.All.Select(vendor => $$""" "{{vendor.Id}}": { "vendor": "{{vendor.Id}}", "secrets": ["old-secret", "new-secret"] } """)));
        foreach (var vendor in VendorList.All)
        {
            string path = $"{(vendor.Kind == VendorKind.Channel ? "channels" : "surveys")}/{vendor.Id}";
            string body = vendor.Id == "twilio" ? Call : "{}";

            Assert.NotEqual(401, (await instance.PostAsync(tenant, vendor.Id, path, body, "old-secret")).StatusCode);
            Assert.NotEqual(401, (await instance.PostAsync(tenant, vendor.Id, path, body, "new-secret")).StatusCode);
            Assert.Equal(401, (await instance.PostAsync(tenant, vendor.Id, path, body, "older-secret")).StatusCode);
        }
    }

    [Theory]
    [InlineData("][")]
    [InlineData("pulso.example:99999")]
    [InlineData("pulso.example, other.example")]
    [InlineData("//?secret=the-secret-of-the-source")]
    public async Task A_host_that_somebody_made_up_is_only_a_wrong_signature(string host)
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = await instance.AddSourcesAsync(Sources + """, "old": { "vendor": "chatwoot", "secrets": ["the-secret-of-the-sourc"] } """);
        var delivery = new SignedDelivery("", VendorSigner.JsonType, "{}", [("X-Forwarded-Host", host), ("X-Twilio-Signature", "AAAA")]);

        Assert.Equal(401, (await instance.SendAsync(tenant, "channels/phone", delivery)).StatusCode);
        Assert.Equal(401, (await instance.SendAsync(tenant, "channels/old", delivery)).StatusCode);
    }

    [Fact]
    public async Task Everything_that_may_not_come_in_hears_the_same()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = await instance.AddSourcesAsync(Sources);
        var wrong = await instance.PostAsync(tenant, "twilio", "channels/phone", Call, "wrong");

        foreach (var answer in new[]
        {
            await instance.PostAsync(tenant, "twilio", "channels/nobody", Call),
            await instance.PostAsync(tenant, "typeform", "channels/form", "{}"), // a survey's source at the address of channels
            await instance.PostAsync(tenant, "twilio", "surveys/phone", Call),
            await instance.PostAsync(tenant, "typeform", "channels/phone", "{}"),
            await instance.PostAsync(tenant, "twilio", "channels/pbx", Call),
            await instance.SendAsync(tenant, "channels/phone", new SignedDelivery("", VendorSigner.JsonType, "{", [])),
            await instance.SendAsync(tenant, "channels/wa", null, "GET", "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong"),
            await instance.SendAsync(tenant, "channels/nobody", null, "GET", "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=meatyhamhock"),
        })
            Assert.Equal((401, wrong.Content), (answer.StatusCode, answer.Content));
    }

    [Fact]
    public async Task The_answers_come_in_the_order_of_the_contract()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = await instance.AddSourcesAsync(Sources);
        string large = new(' ', 1_048_577);

        Assert.Equal(404, (await instance.SendAsync("nobody", "channels/phone", null, "PUT")).StatusCode);
        Assert.Equal(405, (await instance.SendAsync(tenant, "channels/phone", new SignedDelivery("", "text/plain", large, []), "PUT")).StatusCode);
        Assert.Equal(405, (await instance.SendAsync(tenant, "channels/wa", null, "GET")).StatusCode);
        Assert.Equal(415, (await instance.SendAsync(tenant, "channels/phone", new SignedDelivery("", "text/plain", large, []))).StatusCode);
        Assert.Equal(413, (await instance.SendAsync(tenant, "channels/phone", new SignedDelivery("", VendorSigner.JsonType, large, []))).StatusCode);
        Assert.Equal(401, (await instance.SendAsync(tenant, "surveys/form", new SignedDelivery("", VendorSigner.JsonType, "{", []))).StatusCode);
        Assert.Equal(400, (await instance.PostAsync(tenant, "typeform", "surveys/form", "{")).StatusCode);
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[]}}]}]}""", "metadata.phone_number_id")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"messages":[{"from":"1","id":"a"}]}}]}]}""", "time")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"messages":[{"from":"1","id":"a","timestamp":"1e400"}]}}]}]}""", "time")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"\ud800"}]}]}""", "body")]
    [InlineData("""{"object":"whatsapp_business_account","entry":5}""", "object")]
    [InlineData("not JSON", "body")]
    public async Task What_is_malformed_is_refused_with_the_field_and_nothing_of_it_is_taken(string body, string field)
    {
        await using var instance = await Instance.StartAsync(storage, more: ("WHATSAPP", VendorPosts.Secret));
        string tenant = await instance.AddSourcesAsync(Sources);

        var answer = await instance.PostAsync(tenant, "whatsapp", "channels/wa", body);

        Assert.Equal(400, answer.StatusCode);
        Assert.Contains($"\"field\":\"{field}\"", answer.Content, StringComparison.Ordinal);
        Assert.Empty(await new QueueView(instance).NextAsync());
    }

    [Fact]
    public async Task What_adds_to_no_figure_is_taken_and_counted_by_its_kind_alone()
    {
        await using var instance = await Instance.StartAsync(storage, more: ("WHATSAPP", VendorPosts.Secret));
        string tenant = await instance.AddSourcesAsync(Sources);

        var answer = await instance.PostAsync(tenant, "whatsapp", "channels/wa", """
            {"object":"whatsapp_business_account","entry":[{"changes":[{"field":"account_update","value":{}},{"field":"Ana: +15550100 <ana@example.com>","value":{}}]}]}
            """);

        Assert.Equal((202, """{"accepted":0}"""), (answer.StatusCode, answer.Content));
        Assert.Equal(["whatsapp (other)", "whatsapp account_update"], instance.Operations.IgnoredKinds.Names.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meatyhamhock", 200, "1158201444")]
    [InlineData("?hub.mode=unsubscribe&hub.challenge=1158201444&hub.verify_token=meatyhamhock", 401, null)]
    [InlineData("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meatyham", 401, null)]
    [InlineData("?hub.mode=subscribe&hub.challenge=1158201444", 401, null)]
    public async Task WhatsApp_makes_sure_of_the_address_by_its_verify_token(string query, int status, string? content)
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = await instance.AddSourcesAsync(Sources);

        var answer = await instance.SendAsync(tenant, "channels/wa", null, "GET", query);

        Assert.Equal(status, answer.StatusCode);
        if (content is not null)
            Assert.Equal(content, answer.Content);
    }

    [SharedFact]
    public async Task The_handshake_among_the_shared_payloads_is_answered_with_its_challenge()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = await instance.AddSourcesAsync(Sources);
        string target = File.ReadAllText(SharedFactAttribute.PathOf("payloads/meta-whatsapp/handshake_get.http")).Split(' ')[1];

        Assert.Equal("1158201444", (await instance.SendAsync(tenant, "channels/wa", null, "GET", target[target.IndexOf('?', StringComparison.Ordinal)..])).Content);
    }

    [Fact]
    public async Task A_HEAD_is_answered_and_tells_nothing_of_what_exists()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = await instance.AddSourcesAsync(Sources);

        Assert.Equal(200, (await instance.SendAsync(tenant, "surveys/form", null, "HEAD")).StatusCode);
        Assert.Equal(200, (await instance.SendAsync(tenant, "surveys/nobody", null, "HEAD")).StatusCode);
        Assert.Equal(404, (await instance.SendAsync("nobody", "surveys/form", null, "HEAD")).StatusCode);
    }

    private static async Task<(int?, string?)> AnswerAsync(Task<Microsoft.AspNetCore.Mvc.ContentResult> answer) => ((await answer).StatusCode, (await answer).Content);
}
