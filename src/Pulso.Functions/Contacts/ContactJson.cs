using Pulso.Events;
using Pulso.Facts;
using Pulso.Functions.Bi.Tables;
using Pulso.Kpis;

namespace Pulso.Functions.Contacts;

/// <summary>A contact and its events as <c>GET contacts</c> answers them: under the names of <c>fact_contact</c>.</summary>
internal static class ContactJson
{
    /// <param name="kpi">The figure that it is behind; null for none.</param>
    public static Dictionary<string, object?> Of(ContactFact contact, Kpi? kpi)
    {
        var dimensions = contact.Dimensions;
        var json = new Dictionary<string, object?>
        {
            ["contact"] = contact.Contact,
            ["customer"] = contact.Customer,
            ["case"] = contact.CaseId,
            ["journey"] = contact.Journey,
            ["variant"] = contact.Variant,
            ["channel"] = dimensions.Channel,
            ["direction"] = dimensions.Direction,
            ["queue"] = dimensions.Queue,
            ["reason"] = dimensions.Reason,
            ["priority"] = dimensions.Priority,
            ["first_agent"] = contact.FirstAgent,
            ["last_agent"] = contact.LastAgent,
            ["started_utc"] = FactContact.Instant(contact.StartedMs),
            ["answered_utc"] = FactContact.Instant(contact.AnsweredMs),
            ["first_reply_utc"] = FactContact.Instant(contact.FirstReplyMs),
            ["resolved_utc"] = FactContact.Instant(contact.ResolvedMs),
            ["closed_utc"] = FactContact.Instant(contact.ClosedMs),
        };
        foreach (var (name, value) in FactContact.Durations(contact))
            json[name] = value;
        json["flags"] = FactContact.Flags.Where(counter => contact.Sums[counter] != 0).Select(counter => counter.Name).ToList();
        if (kpi?.Numerator is { } numerator)
            json["numerator"] = numerator.In(contact.Sums);
        if (kpi?.Denominator is { } denominator)
            json["denominator"] = denominator.In(contact.Sums);
        return json;
    }

    public static Dictionary<string, object?> Of(Event item)
    {
        var json = new Dictionary<string, object?> { ["time"] = FactContact.Instant(item.TimeMs), ["type"] = item.Type.Name };
        foreach (var value in item.Values.Where(value => value.Field.Kind is not (FieldKind.Hash or FieldKind.Comment)))
        {
            json[value.Field.Name] = value.Field.Kind switch
            {
                FieldKind.Seconds or FieldKind.Number => value.Number / 1_000m,
                FieldKind.Boolean => value.Number == 1,
                FieldKind.Instant => FactContact.Instant(value.Number),
                FieldKind.Integer => value.Number,
                _ => value.Text,
            };
        }
        return json;
    }
}
