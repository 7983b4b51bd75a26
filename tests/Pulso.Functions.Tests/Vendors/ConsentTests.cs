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
    [InlineData("+52 (155) 5000-1234", "+5215550001234")]
    [InlineData(" Ana@Example.COM ", "ana@example.com")]
    [InlineData("desk/C1", "desk/C1")]
    [InlineData("+12", "+12")]
    public void A_customer_is_written_in_one_way(string given, string key) => Assert.Equal(key, CustomerKey.Of(given));

    private static IEnumerable<string?> Fields(Pulso.Events.Parsing.TranslatedEvent item, params string[] names) =>
        names.Select(name => item.Fields.Text(name));
}
