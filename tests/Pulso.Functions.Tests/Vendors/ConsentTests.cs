using Pulso.Functions.Vendors;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>Who may be written to, and who no longer.</summary>
public sealed class ConsentTests
{
    [Theory]
    [InlineData("stop", "consent.withdrawn")]
    [InlineData("resume", "consent.given")]
    public void WhatsApps_preference_is_a_consent_for_its_category(string value, string type)
    {
        var item = Assert.Single(Deliveries.Json($$"""
            {"object":"whatsapp_business_account","entry":[{"changes":[{"field":"user_preferences","value":{"metadata":{"phone_number_id":"100"} ,
              "user_preferences":[{"wa_id":"5215550001","category":"marketing_messages","value":"{{value}}","timestamp":1772442000}]} }]}]}
            """).Translated("whatsapp").Events);

        Assert.Equal((type, "2026-03-02T09:00:00.000Z"), (item.Type, item.Time));
        Assert.Equal(["+5215550001", "whatsapp", "marketing_messages"], Fields(item, "customer", "channel", "purpose"));
    }

    [Theory]
    [InlineData("contact.unsubscribed", "consent.withdrawn")]
    [InlineData("user.unsubscribed", "consent.withdrawn")]
    [InlineData("contact.subscribed", "consent.given")]
    public void Intercoms_subscription_is_a_consent_by_email(string topic, string type)
    {
        var item = Assert.Single(Deliveries.Json($$"""
            {"topic":"{{topic}}","id":"notif_1","created_at":1772442000,"data":{"item":{"type":"contact","id":"c1"} } }
            """).Translated("intercom").Events);

        Assert.Equal((type, "2026-03-02T09:00:00.000Z"), (item.Type, item.Time));
        Assert.Equal(["desk/c1", "email", "subscription"], Fields(item, "customer", "channel", "purpose"));
    }

    [Theory]
    [InlineData("\"person_id\":\"5975\",\"email\":\"Ana@example.com\",\"unsubscribed_at\":1772442000", "ana@example.com", "email")]
    [InlineData("\"person\":{\"id\":\"5975\",\"email\":\"Ana@example.com\",\"created_at\":1},\"created_at\":1772442000", "ana@example.com", "email")]
    [InlineData("\"person\":{\"id\":\"5975\",\"phone_number\":\"+1 555 0100\"},\"unsubscribed_at\":1772442000", "+15550100", "sms")]
    public void Delighteds_unsubscription_is_a_consent_for_surveys(string data, string customer, string channel)
    {
        var item = Assert.Single(Unsubscribed(data).Events);

        Assert.Equal(("consent.withdrawn", "2026-03-02T09:00:00.000Z", "5975/unsubscribed/1772442000"), (item.Type, item.Time, item.Id));
        Assert.Equal([customer, channel, "survey"], Fields(item, "customer", "channel", "purpose"));
    }

    [Theory]
    [InlineData("\"person\":{\"id\":\"5975\"},\"unsubscribed_at\":1772442000")]
    [InlineData("\"email\":\"ana@example.com\"")]
    public void Delighteds_unsubscription_of_nobody_or_of_no_instant_is_counted(string data) => Assert.Equal(["unsubscribe.created"], Unsubscribed(data).Ignored);

    [Theory]
    [InlineData("+52 (155) 5000-1234", "+5215550001234")]
    [InlineData(" Ana@Example.COM ", "ana@example.com")]
    [InlineData("desk/C1", "desk/C1")]
    [InlineData("+12", "+12")]
    public void A_customer_is_written_in_one_way(string given, string key) => Assert.Equal(key, CustomerKey.Of(given));

    private static Translation Unsubscribed(string data) =>
        Deliveries.Json($$"""{"event_type":"unsubscribe.created","event_id":"e","event_data":{ {{data}} } }""").Translated("delighted");

    private static IEnumerable<string?> Fields(Pulso.Events.Parsing.TranslatedEvent item, params string[] names) =>
        names.Select(name => item.Fields.Text(name));
}
