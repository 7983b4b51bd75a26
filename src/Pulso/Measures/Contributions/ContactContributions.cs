using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Measures.Contributions;

/// <summary>What a contact adds to the cells: a pure function of the contact and the settings in force at its start.</summary>
public static partial class ContactContributions
{
    public static void Add(Contact contact, TenantSettings settings, Cells cells)
    {
        var version = settings.At(contact.StartedMs);
        var rules = version.Rules;
        Tally At(long instantMs, string queue) => cells.At(settings, instantMs, contact.Dimensions with { Queue = queue });
        Tally Here(long instantMs) => cells.At(settings, instantMs, contact.Dimensions);

        var start = Here(contact.StartedMs);
        AddContact(contact, start);
        AddReplies(contact, rules.For(contact.Dimensions.Channel, contact.Dimensions.Queue), start);
        AddBot(contact, start);
        foreach (var leg in contact.QueueLegs)
        {
            AddQueueLeg(leg, rules.For(contact.Dimensions.Channel, leg.Queue), At(leg.OpenedMs, leg.Queue));
            if (leg.End == LegEnd.Open)
                cells.At(settings, leg.OpenedMs, contact.Dimensions with { Queue = leg.Queue }, Facet.OfWaiting(leg.OpenedMs)).Add(Counter.Waiting);
        }
        foreach (var leg in contact.AgentLegs)
            AddAgentLeg(leg, At(leg.EndedMs, leg.Queue ?? contact.Dimensions.Queue));
        if (contact.Resolution.FirstSolvedMs is { } solved)
            AddResolution(contact, version, Here(solved));
        AddMenus(contact, settings, cells);
        foreach (var evaluation in contact.Evaluations)
            AddEvaluation(evaluation, contact.Dimensions, settings, cells);
        AddAgents(contact, settings, cells);
        foreach (var span in contact.Open)
            AddOpen(span, contact, settings, cells);
    }

    private static void AddContact(Contact contact, Tally tally)
    {
        tally.Add(Counter.Contacts);
        tally.Add(Counter.CustomerKnown, contact.Customer is not null);
        tally.Add(Counter.Attended, contact.IsAttended);
        tally.Add(Counter.Classified, contact.Dimensions.Reason != Dimensions.None);
        tally.Add(Counter.NeededHuman, contact.NeededHuman);
        tally.Add(Counter.Unanswered, contact.NeededHuman && contact.Closed && !contact.IsAttended);
        tally.Add(Counter.IvrEntered, contact.Ivr.Entered);
        tally.Add(Counter.IvrMs, contact.Ivr.Ms);
        tally.Add(Counter.IvrContained, contact.Ivr.Contained);
        tally.Add(Counter.IvrAbandoned, contact.Ivr.Abandoned);
        tally.Add(Counter.Transferred, contact.Routing.Transfers > 0);
        tally.Add(Counter.TransfersWarm, contact.Routing.Warm);
        tally.Add(Counter.TransfersCold, contact.Routing.Cold);
        tally.Add(Counter.TransfersFlow, contact.Routing.Flow);
        tally.Add(Counter.Misrouted, contact.Routing.Misrouted);
        tally.Add(Counter.Escalated, contact.Resolution.Escalated);
        tally.Add(Counter.CallbacksRequested, contact.Routing.CallbacksRequested);
        tally.Add(Counter.CallbacksAttempted, contact.Routing.CallbacksAttempted);
        tally.Add(Counter.CallbacksAnswered, contact.Routing.CallbacksAnswered);
        tally.Add(Counter.SentimentScored, contact.Sentiment.Scored);
        tally.Add(Counter.SentimentScore, contact.Sentiment.Score);
        tally.Add(Counter.SentimentNegative, contact.Sentiment.Negative);
    }

    private static void AddBot(Contact contact, Tally tally)
    {
        tally.Add(Counter.BotEngaged, contact.Bot.Engaged);
        tally.Add(Counter.BotContained, contact.IsContained);
        // Whether a known customer came back is for the customer's timeline to say.
        tally.Add(Counter.BotContainedDurably, contact.IsContained && contact.Customer is null);
        tally.Add(Counter.BotAbandoned, contact.IsAbandonedInBot);
        tally.Add(Counter.HandedOver, contact.Bot.HandedOverMs is not null);
        tally.Add(Counter.HandedOverWithContext, contact.Bot.WithContext);
    }

    private static void AddResolution(Contact contact, SettingsVersion version, Tally tally)
    {
        long startedMs = contact.StartedMs;
        long solvedMs = contact.Resolution.LastSolvedMs!.Value;
        long paused = contact.Pauses.Sum(pause =>
            version.BusinessMs(Math.Max(startedMs, pause.FromMs), Math.Min(solvedMs, pause.ToMs ?? solvedMs)));
        long duration = Math.Max(0, solvedMs - startedMs);
        tally.Add(Counter.ResolutionBusinessMs, version.BusinessMs(startedMs, solvedMs) - paused);
        tally.Add(Counter.Resolved);
        tally.Add(Counter.ResolutionMs, duration);
        tally.Add(Histogram.Resolution, duration);
        tally.Add(Counter.Reopened, contact.Resolution.Reopened);
        // As above: only a known customer can come back on another channel.
        tally.Add(Counter.ResolvedInChannel, contact.Customer is null);
    }

    /// <summary>From the start of a span to its end; what both lie in one interval leaves nothing.</summary>
    private static void AddOpen(OpenSpan span, Contact contact, TenantSettings settings, Cells cells)
    {
        var dimensions = contact.Dimensions with
        {
            Queue = span.Keys.Queue ?? Dimensions.None,
            Reason = span.Keys.Reason ?? Dimensions.None,
            Priority = span.Keys.Priority ?? Dimensions.None,
        };
        var facet = Facet.OfOpen(contact.StartedMs);
        cells.At(settings, span.FromMs, dimensions, facet).Add(Counter.Open);
        if (span.ToMs is { } toMs)
            cells.At(settings, toMs, dimensions, facet).Add(Counter.Open, -1);
    }

    private static void AddMenus(Contact contact, TenantSettings settings, Cells cells)
    {
        for (int i = 0; i < contact.Ivr.Selections.Count; i++)
        {
            var (menu, option) = contact.Ivr.Selections[i];
            var tally = cells.At(settings, contact.StartedMs, contact.Dimensions, Facet.OfMenu(menu, option));
            tally.Add(Counter.IvrSelected);
            tally.Add(Counter.IvrDropped, contact.Ivr.Abandoned && i == contact.Ivr.Selections.Count - 1);
        }
    }
}
