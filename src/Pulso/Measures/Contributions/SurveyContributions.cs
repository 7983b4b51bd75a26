using Pulso.Events;
using Pulso.Settings;
using Pulso.Timelines.Contacts;
using Pulso.Timelines.Surveys;

namespace Pulso.Measures.Contributions;

/// <summary>What surveys add to the cells: requests at their instant, answers at theirs, in the contact's dimensions unless they name their own.</summary>
public static class SurveyContributions
{
    // A survey without a contact has none of its keys; panels show what is inbound, and so is a customer's word.
    private static readonly Dimensions NoContact = Dimensions.Unknown with { Direction = Contact.Inbound };

    /// <param name="contact">The contact that the surveys are about; null for those without.</param>
    public static void Add(IEnumerable<SurveyResponse> responses, Contact? contact, TenantSettings settings, Cells cells)
    {
        foreach (var response in responses)
        {
            if (response.Request is { } request)
            {
                var tally = At(request, contact, settings, cells);
                tally.Add(Counter.SurveysRequested);
                tally.Add(Counter.SurveysResponded, response.Answer is not null);
                AddAsking(request.TimeMs, contact, tally);
            }
            if (response.Answer is not { } answer)
                continue;
            AddAnswer(answer, response.FollowedUp, contact, At(answer.Event, contact, settings, cells));
            if (contact is not null && answer.Kind == "csat")
                AddCredited(answer, contact, settings, cells);
        }
    }

    /// <summary>What an answer alone adds.</summary>
    internal static Tally SumOf(SurveyResponse response, Contact? contact)
    {
        var sum = new Tally();
        if (response.Answer is { } answer)
            AddAnswer(answer, response.FollowedUp, contact, sum);
        return sum;
    }

    /// <summary>When and of whom it was asked: what tells whether the answers speak for all.</summary>
    private static void AddAsking(long askedMs, Contact? contact, Tally tally)
    {
        if (contact?.Resolution is not { } resolution)
            return;
        tally.Add(Counter.SurveysOfContacts);
        tally.Add(Counter.SurveysEarly, resolution.FirstClosedMs is not { } closedMs || askedMs < closedMs);
        tally.Add(Counter.SurveysOfSolved, resolution.FirstSolvedMs <= askedMs);
    }

    private static void AddCredited(Answer answer, Contact contact, TenantSettings settings, Cells cells) =>
        Credited.Of(contact, settings, cells).Add(
            answer.Event.TimeMs, DimensionsOf(answer.Event, contact), (Counter.CsatAnswers, 1), (Counter.CsatSatisfied, answer.IsSatisfied ? 1 : 0));

    private static Tally At(Event item, Contact? contact, TenantSettings settings, Cells cells) =>
        cells.At(settings, item.TimeMs, DimensionsOf(item, contact));

    internal static Dimensions DimensionsOf(Event item, Contact? contact)
    {
        var dimensions = contact?.Dimensions ?? NoContact;
        return dimensions with
        {
            Channel = item.Text(Field.Channel) ?? dimensions.Channel,
            Queue = item.Text(Field.Queue) ?? dimensions.Queue,
            Reason = item.Text(Field.Reason) ?? dimensions.Reason,
        };
    }

    private static void AddAnswer(Answer answer, bool followedUp, Contact? contact, Tally tally)
    {
        switch (answer.Kind)
        {
            case "csat":
                AddCsat(answer, contact, tally);
                tally.Add(Counter.FollowedUp, followedUp && !answer.IsSatisfied);
                break;
            case "ces":
                tally.Add(Counter.CesAnswers);
                tally.Add(Counter.CesScore, answer.Ease);
                break;
            case "nps":
                AddNps(answer, tally);
                tally.Add(Counter.FollowedUp, followedUp && answer.IsDetractor && !answer.OfEmployee);
                break;
            case "thumb":
                tally.Add(Counter.ThumbsAnswers);
                tally.Add(Counter.ThumbsUp, answer.Goodness >= 0.5m);
                break;
        }
    }

    private static void AddCsat(Answer answer, Contact? contact, Tally tally)
    {
        bool human = contact is { IsAttended: true };
        bool bot = contact is { Bot.Engaged: true };
        void Count(bool counts, Counter answers, Counter satisfied)
        {
            tally.Add(answers, counts);
            tally.Add(satisfied, counts && answer.IsSatisfied);
        }
        Count(true, Counter.CsatAnswers, Counter.CsatSatisfied);
        Count(human, Counter.CsatHumanAnswers, Counter.CsatHumanSatisfied);
        Count(human && bot, Counter.CsatMixedAnswers, Counter.CsatMixedSatisfied);
        Count(bot && !human, Counter.CsatBotAnswers, Counter.CsatBotSatisfied);
    }

    private static void AddNps(Answer answer, Tally tally)
    {
        var (answers, promoters, detractors) =
            answer.OfEmployee ? (Counter.EnpsAnswers, Counter.EnpsPromoters, Counter.EnpsDetractors)
            : answer.IsRelational ? (Counter.NpsRelationalAnswers, Counter.NpsRelationalPromoters, Counter.NpsRelationalDetractors)
            : (Counter.NpsTransactionalAnswers, Counter.NpsTransactionalPromoters, Counter.NpsTransactionalDetractors);
        tally.Add(answers);
        tally.Add(promoters, answer.IsPromoter);
        tally.Add(detractors, answer.IsDetractor);
    }
}
