using System.Text.Json.Nodes;
using Pulso.Cli.Demo.Simulation;

namespace Pulso.Cli.Demo.Scripts;

/// <summary>Sales, retention, costs and forecasts around the contacts, in Colombian pesos.</summary>
internal static class BusinessScript
{
    private const string Pesos = "COP";
    private const double Quarter = 900;
    private const double Day = 86_400;
    private const int MonthlyFee = 89_900;

    // What an agent's hour costs, and how much of the agents' hours each channel takes.
    private const int Hour = 15_000;
    private static readonly (string Channel, int Hours)[] Staff = [("voice", 176), ("whatsapp", 48), ("chat", 40), ("email", 44), ("helpdesk", 28)];

    public static void Write(Journal journal, Floor floor, Draw draw, int parts)
    {
        foreach (var contact in floor.Contacts)
            Sold(journal, contact, draw);
        foreach (var (channel, hours) in Staff)
            Cost(journal, channel, hours, parts, floor.Contacts.Count(contact => contact.Channel == channel));
        foreach (var line in Centre.Lines)
            Forecast(journal, line, parts);
        foreach (var contact in floor.Contacts)
            StayedOrLeft(journal, contact, draw);
        Warned(journal, draw, parts);
        if (parts > 1)
            return;
        var campaign = new JsonObject { ["text"] = "Promoción de fibra en redes", ["kind"] = "campaign" };
        journal.Note(Journal.Digital, "promoción", "annotation.added", 8 * 3_600, null, campaign);
    }

    private static void Sold(Journal journal, SimulatedContact contact, Draw draw)
    {
        bool isSalesTalk = contact.Need.Queue == Centre.Ventas && contact.Solved && contact.Legs.Exists(leg => leg.Agent is not null);
        if (!isSalesTalk || contact.Need.Customer is not { } customer || !draw.Happens(0.24))
            return;
        string source = contact.Channel == "voice" ? Journal.Pbx : Journal.Digital;
        journal.Note(source, $"{contact.Id}/sale", "sale.recorded", contact.Resolved[0], journal.Named(contact.Id), new JsonObject
        {
            ["customer"] = journal.Named(customer),
            ["amount"] = 100 * (int)(draw.LogNormal(165_000, 0.5) / 100),
            ["currency"] = Pesos,
            ["assisted"] = true,
        });
    }

    // Who complains of money or of a fault that comes back may leave; one who is helped stays.
    private static void StayedOrLeft(Journal journal, SimulatedContact contact, Draw draw)
    {
        if (contact.Need is not { Customer: { } customer, Reason: "cobro no reconocido" or "falla intermitente" })
            return;
        bool wantsToLeave = draw.Happens(contact.Need.Attempt == 0 ? 0.05 : 0.2);
        if (!wantsToLeave || (contact.Resolved.Count == 0 ? contact.Closed : contact.Resolved[^1]) is not { } decided)
            return;
        journal.Note(Journal.Digital, $"{contact.Id}/decision", contact.Solved ? "customer.retained" : "customer.churned", decided, null, new JsonObject
        {
            ["customer"] = journal.Named(customer),
            ["amount"] = 12 * MonthlyFee,
            ["currency"] = Pesos,
        });
    }

    // Customers of a street that is about to lose its service are told before they ask.
    private static void Warned(Journal journal, Draw draw, int parts)
    {
        for (int notice = 0; notice < 60 / parts; notice++)
        {
            var data = new JsonObject { ["channel"] = "whatsapp", ["reason"] = "sin servicio", ["trigger"] = "aviso de corte" };
            journal.Note(Journal.Digital, $"notice-{notice}", "issue.prevented", draw.Between(8 * 3_600, 18 * 3_600), null, data);
        }
    }

    private static void Cost(Journal journal, string channel, int hours, int parts, int contacts) =>
        journal.Note(channel == "voice" ? Journal.Pbx : Journal.Digital, $"cost-{channel}", "cost.recorded", Day - 60, null, new JsonObject
        {
            ["channel"] = channel,
            ["from"] = journal.Instant(0),
            ["to"] = journal.Instant(Day),
            ["staff"] = hours * Hour / parts,
            ["licences"] = hours * 1_100 / parts,
            ["overhead"] = hours * 2_300 / parts,
            ["usage"] = contacts * (channel is "voice" ? 260 : channel is "whatsapp" ? 120 : 0),
            ["basis"] = "actual",
            ["currency"] = Pesos,
        });

    private static void Forecast(Journal journal, Line line, int parts)
    {
        var intervals = new JsonArray();
        for (double from = 0; from < Day; from += Quarter)
        {
            if (Math.Round(DayShape.Expected(line, from, from + Quarter) / parts, 1) is > 0 and var contacts)
            {
                intervals.Add(new JsonObject
                {
                    ["from"] = journal.Instant(from),
                    ["to"] = journal.Instant(from + Quarter),
                    ["contacts"] = (decimal)contacts,
                });
            }
        }
        string id = $"forecast-{line.Channel}";
        journal.Note(Journal.Pbx, id, "forecast.published", 2, null, new JsonObject { ["channel"] = line.Channel, ["intervals"] = intervals });
    }
}
