using System.Globalization;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions.Vendors;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Vendors.Scenes;

/// <summary>Deliveries of one vendor about one need of one customer, in the shapes of its documentation, and what they come to.</summary>
internal sealed record Scene(string Vendor, IReadOnlyList<Delivery> Deliveries, IReadOnlyDictionary<Counter, long> Figures)
{
    public static readonly IReadOnlyDictionary<string, Scene> All = new Dictionary<string, Scene>
    {
        ["whatsapp"] = WhatsAppScene.Chat,
        ["whatsapp call"] = WhatsAppScene.Call,
        ["twilio call"] = TwilioScene.Call,
        ["twilio task"] = TwilioScene.Task,
        ["twilio stream"] = TwilioScene.Stream,
        ["amazon-connect events"] = ConnectScene.Events,
        ["amazon-connect abandoned"] = ConnectScene.Abandoned,
        ["amazon-connect transferred"] = ConnectScene.Transferred,
        ["genesys-cloud events"] = GenesysScene.Events,
        ["zendesk ticket"] = ZendeskScene.Ticket,
        ["zendesk messaging"] = ZendeskScene.Messaging,
        ["intercom"] = IntercomScene.Conversation,
        ["chatwoot"] = ChatwootScene.Conversation,
        ["freshdesk"] = FreshdeskScene.Ticket,
    };

    private static readonly Pseudonyms Pseudonyms = Pseudonyms.Of(new byte[32], "test");

    public static Scene Of(string vendor, (Counter Counter, long Value)[] figures, params IEnumerable<Delivery> deliveries) =>
        new(vendor, [.. deliveries], figures.ToDictionary(figure => figure.Counter, figure => figure.Value));

    /// <summary>So many seconds after nine o'clock of 2 March 2026, as Unix seconds.</summary>
    public static string Seconds(int after) => (Vendors.Deliveries.Now.ToUnixTimeSeconds() + after).ToString(CultureInfo.InvariantCulture);

    /// <summary>The same instant as RFC 3339.</summary>
    public static string Instant(int after) => VendorTime.Text(Vendors.Deliveries.Now.AddSeconds(after));

    /// <summary>The events of some of the deliveries, on their way to the timelines.</summary>
    public IReadOnlyList<Frame> Frames(IEnumerable<Delivery> of)
    {
        var source = new Source("desk", Vendor, ["secret"]);
        var translated = of.Select(delivery => delivery.Translated(source)).ToList();
        Assert.All(translated, translation => Assert.Empty(translation.Faults));
        var parsed = EventParser.Translated([.. translated.SelectMany(translation => translation.Events)], Pseudonyms);
        Assert.Empty(parsed.Faults);
        Assert.Empty(parsed.UnknownFields);
        return [.. parsed.Events.SelectMany(item => Frame.AllOf(item.Source, item.Event, item.Subject))];
    }
}
