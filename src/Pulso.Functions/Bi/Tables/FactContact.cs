using Pulso.Events.Parsing;
using Pulso.Facts;
using Pulso.Measures;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The contacts that started on a business day, each as it stands by now (contract, section 4).</summary>
public static class FactContact
{
    /// <summary>What a contact adds to, as flags under the counters' names: 1 where it adds anything.</summary>
    public static readonly IReadOnlyList<Counter> Flags =
    [
        Counter.CustomerKnown, Counter.Classified, Counter.Attended, Counter.NeededHuman, Counter.Unanswered, Counter.Offered, Counter.Answered,
        Counter.Abandoned, Counter.FlowedOut, Counter.AbandonedShort, Counter.AnsweredWithin, Counter.Handled, Counter.ContactsWithMessages,
        Counter.FirstReplyAny, Counter.FirstReplyHuman, Counter.FirstReplyHandover, Counter.ReplyWithin, Counter.TimedNeededHuman, Counter.Transferred,
        Counter.Misrouted, Counter.Escalated, Counter.CallbacksRequested, Counter.CallbacksAnswered, Counter.IvrEntered, Counter.IvrContained,
        Counter.IvrAbandoned, Counter.BotEngaged, Counter.BotContained, Counter.BotContainedDurably, Counter.BotAbandoned, Counter.HandedOver,
        Counter.HandedOverWithContext, Counter.SentimentNegative, Counter.Resolved, Counter.Reopened, Counter.ResolvedInChannel, Counter.FcrEligible,
        Counter.Fcr, Counter.Recontacted, Counter.FcrSingle, Counter.FcrWeek, Counter.FcrFirstEligible, Counter.FcrFirst, Counter.IsRecontact,
        Counter.AssistedSales,
    ];

    private static readonly string[] DurationNames = ["wait_ms", "talk_ms", "hold_ms", "wrap_ms", "resolution_ms"];

    public static readonly BiTable Table = new("fact_contact", "date",
    [
        new("tenant", "text"), new("date", "date"), new("contact", "text"), new("customer", "text"), new("case", "text"), new("journey", "text"),
        new("variant", "text"), new("channel", "text"), new("direction", "text"), new("queue", "text"), new("reason", "text"), new("priority", "text"),
        new("first_agent", "text"), new("last_agent", "text"), new("started_utc", "instant"), new("answered_utc", "instant"),
        new("first_reply_utc", "instant"), new("resolved_utc", "instant"), new("closed_utc", "instant"),
        .. DurationNames.Select(name => new Column(name, "integer", Additive: true, "ms")),
        .. Flags.Select(counter => new Column(counter.Name, "integer", Additive: true, "contacts")),
    ]);

    public static string[] Row(string tenant, DateOnly date, ContactFact contact)
    {
        var dimensions = contact.Dimensions;
        return
        [
            tenant, CsvFile.Text(date), contact.Contact, contact.Customer ?? Dimensions.None, contact.CaseId ?? Dimensions.None,
            contact.Journey ?? Dimensions.None, contact.Variant ?? Dimensions.None, dimensions.Channel, dimensions.Direction, dimensions.Queue,
            dimensions.Reason, dimensions.Priority, contact.FirstAgent ?? Dimensions.None, contact.LastAgent ?? Dimensions.None,
            Instant(contact.StartedMs) ?? "", Instant(contact.AnsweredMs) ?? "", Instant(contact.FirstReplyMs) ?? "", Instant(contact.ResolvedMs) ?? "",
            Instant(contact.ClosedMs) ?? "",
            .. Durations(contact).Select(duration => duration.Value is { } ms ? CsvFile.Text(ms) : ""),
            .. Flags.Select(counter => contact.Sums[counter] != 0 ? "1" : "0"),
        ];
    }

    /// <summary>The contact's durations under their columns' names: of all its legs together; the resolution's is null before there is one.</summary>
    public static IEnumerable<(string Name, long? Value)> Durations(ContactFact contact)
    {
        var sums = contact.Sums;
        long?[] values =
        [
            sums[Counter.WaitAnsweredMs] + sums[Counter.WaitAbandonedMs], sums[Counter.TalkMs], sums[Counter.HoldMs], sums[Counter.WrapMs],
            contact.ResolvedMs is null ? null : sums[Counter.ResolutionMs],
        ];
        return DurationNames.Zip(values);
    }

    /// <summary>To the millisecond; null for none.</summary>
    internal static string? Instant(long? milliseconds) => milliseconds is { } ms ? Instants.Text(ms) : null;
}
