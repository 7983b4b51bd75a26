using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Measures.Contributions;

/// <summary>What a contact adds to the cells: a pure function of the contact and the settings in force at its start.</summary>
public static partial class ContactContributions
{
    public static void Add(Contact contact, TenantSettings settings, Cells cells)
    {
        var rules = settings.At(contact.StartedMs).Rules;
        Tally At(long instantMs, string queue) => cells.At(settings, instantMs, contact.Dimensions with { Queue = queue });
        Tally Here(long instantMs) => cells.At(settings, instantMs, contact.Dimensions);

        var start = Here(contact.StartedMs);
        AddContact(contact, start);
        AddReplies(contact, rules.For(contact.Dimensions.Channel, contact.Dimensions.Queue), start);
        AddBot(contact, start);
        foreach (var leg in contact.QueueLegs)
            AddQueueLeg(leg, rules.For(contact.Dimensions.Channel, leg.Queue), At(leg.OpenedMs, leg.Queue));
        foreach (var leg in contact.AgentLegs)
            AddAgentLeg(leg, At(leg.EndedMs, leg.Queue ?? contact.Dimensions.Queue));
        if (contact.Resolution.FirstSolvedMs is { } solved)
            AddResolution(contact, Here(solved));
        foreach (var evaluation in contact.Evaluations)
            AddEvaluation(evaluation, Here(evaluation.TimeMs));
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

    private static void AddResolution(Contact contact, Tally tally)
    {
        long duration = Math.Max(0, contact.Resolution.LastSolvedMs!.Value - contact.StartedMs);
        tally.Add(Counter.Resolved);
        tally.Add(Counter.ResolutionMs, duration);
        tally.Add(Histogram.Resolution, duration);
        tally.Add(Counter.Reopened, contact.Resolution.Reopened);
        // As above: only a known customer can come back on another channel.
        tally.Add(Counter.ResolvedInChannel, contact.Customer is null);
    }

    private static void AddEvaluation(Evaluation evaluation, Tally tally)
    {
        if (evaluation.IsCalibration)
        {
            tally.Add(Counter.Calibrations, evaluation.Gap is not null);
            tally.Add(Counter.CalibrationGap, evaluation.Gap ?? 0);
            return;
        }
        tally.Add(Counter.QualityEvaluations);
        tally.Add(Counter.QualityScore, evaluation.Score);
        tally.Add(Counter.QualityMax, evaluation.Max);
    }
}
