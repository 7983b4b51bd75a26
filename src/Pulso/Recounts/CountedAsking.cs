using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Recounts;

/// <summary>One survey asked once: its requests, answers and follow-ups, in the contract's order.</summary>
/// <param name="contact">The contact that it is about; null for one about none.</param>
internal sealed class CountedAsking(IReadOnlyList<Event> events, CountedContact? contact)
{
    private static readonly Dimensions Nothing = Dimensions.Unknown with { Direction = "inbound" };

    /// <summary>The askings of one contact, told apart by their response, else by the survey's name.</summary>
    public static IEnumerable<CountedAsking> AllOf(IEnumerable<Event> surveys, CountedContact? contact) => surveys
        .GroupBy(item => item.Text(Field.Response) is { } response ? (response, "") : ("", item.Text(Field.Survey)!))
        .Select(ofAsking => new CountedAsking([.. ofAsking], contact));

    /// <summary>The askings that are about no contact: told apart by their response, else each event is one.</summary>
    public static IEnumerable<CountedAsking> OfNoContact(IEnumerable<Event> surveys) => surveys
        .GroupBy(item => item.Text(Field.Response) ?? EventId.Text(item.Id))
        .Select(ofAsking => new CountedAsking([.. ofAsking], null));

    /// <summary>The arm of an experiment that its contact is in.</summary>
    public string? Variant => contact?.Variant;

    public void AddTo(Cells cells, TenantSettings settings)
    {
        var request = events.FirstOrDefault(item => item.Type == EventTypes.SurveyRequested);
        var answer = events.LastOrDefault(item => item.Type == EventTypes.SurveyAnswered);
        if (request is not null)
        {
            var tally = Cell(request);
            tally.Add(Counter.SurveysRequested);
            tally.Add(Counter.SurveysResponded, answer is not null);
            if (contact is not null)
                AddMoment(tally, request.TimeMs, contact);
        }
        if (answer is not null)
        {
            AddAnswer(Cell(answer), answer);
            if (answer.Text(Field.SurveyKind) == "csat")
            {
                contact?.AddCredit(
                    cells, answer.TimeMs, DimensionsOf(answer), (Counter.CsatAnswers, true, 1), (Counter.CsatSatisfied, Goodness(answer) >= 0.75m, 1));
            }
        }

        Tally Cell(Event item) => cells.At(settings, item.TimeMs, DimensionsOf(item));
    }

    /// <summary>Where the contact stood when the survey was asked.</summary>
    private static void AddMoment(Tally tally, long requestMs, CountedContact contact)
    {
        tally.Add(Counter.SurveysOfContacts);
        tally.Add(Counter.SurveysEarly, contact.FirstClosedMs is not { } closedMs || closedMs > requestMs);
        tally.Add(Counter.SurveysOfSolved, contact.IsSolved && contact.FirstSolvedMs <= requestMs);
    }

    private void AddAnswer(Tally tally, Event answer)
    {
        bool unhappy = answer.Text(Field.SurveyKind) switch
        {
            "csat" => AddSatisfaction(tally, Goodness(answer) >= 0.75m),
            "ces" => AddEffort(tally, answer),
            "thumb" => AddThumb(tally, Goodness(answer) >= 0.5m),
            "nps" => AddRecommendation(tally, answer),
            _ => false,
        };
        tally.Add(Counter.FollowedUp, unhappy && events.Any(item => item.Type == EventTypes.SurveyFollowedUp));
    }

    private bool AddSatisfaction(Tally tally, bool satisfied)
    {
        bool human = contact is { IsAttended: true };
        bool bot = contact is { HadBot: true };
        void Add(Counter answers, Counter ofThese, bool counts)
        {
            tally.Add(answers, counts);
            tally.Add(ofThese, counts && satisfied);
        }
        Add(Counter.CsatAnswers, Counter.CsatSatisfied, true);
        Add(Counter.CsatHumanAnswers, Counter.CsatHumanSatisfied, human);
        Add(Counter.CsatBotAnswers, Counter.CsatBotSatisfied, bot && !human);
        Add(Counter.CsatMixedAnswers, Counter.CsatMixedSatisfied, bot && human);
        return !satisfied;
    }

    private static bool AddEffort(Tally tally, Event answer)
    {
        // Multiplied before it is divided: thirds of a half would not stay exact.
        decimal ease = 6_000 * (Given(answer) - Number(answer, Field.Min)) / (Number(answer, Field.Max) - Number(answer, Field.Min));
        tally.Add(Counter.CesAnswers);
        tally.Add(Counter.CesScore, 1_000 + (long)Math.Round(ease, MidpointRounding.ToEven));
        return false;
    }

    private static bool AddThumb(Tally tally, bool up)
    {
        tally.Add(Counter.ThumbsAnswers);
        tally.Add(Counter.ThumbsUp, up);
        return false;
    }

    /// <returns>True for a customer who is a detractor.</returns>
    private static bool AddRecommendation(Tally tally, Event answer)
    {
        bool employee = answer.Text(Field.Respondent) == "employee";
        var (answers, promoters, detractors) = (employee, answer.Text(Field.Mode)) switch
        {
            (true, _) => (Counter.EnpsAnswers, Counter.EnpsPromoters, Counter.EnpsDetractors),
            (_, "relational") => (Counter.NpsRelationalAnswers, Counter.NpsRelationalPromoters, Counter.NpsRelationalDetractors),
            _ => (Counter.NpsTransactionalAnswers, Counter.NpsTransactionalPromoters, Counter.NpsTransactionalDetractors),
        };
        decimal given = Given(answer);
        tally.Add(answers);
        tally.Add(promoters, given >= 9);
        tally.Add(detractors, given <= 6);
        return !employee && given <= 6;
    }

    /// <summary>0 for the worst score of the scale, 1 for the best.</summary>
    private static decimal Goodness(Event answer)
    {
        decimal min = Number(answer, Field.Min);
        return (Given(answer) - min) / (Number(answer, Field.Max) - min);
    }

    /// <summary>The score, turned around where low is good.</summary>
    private static decimal Given(Event answer) => answer.Text(Field.Polarity) == "low-is-good"
        ? Number(answer, Field.Min) + Number(answer, Field.Max) - Number(answer, Field.Score)
        : Number(answer, Field.Score);

    private static decimal Number(Event answer, Field field) => answer.Number(field)!.Value / 1_000m;

    /// <summary>What the event itself says of channel, queue and reason holds before the contact's.</summary>
    private Dimensions DimensionsOf(Event item)
    {
        var known = contact?.Dimensions ?? Nothing;
        return known with
        {
            Channel = item.Text(Field.Channel) ?? known.Channel,
            Queue = item.Text(Field.Queue) ?? known.Queue,
            Reason = item.Text(Field.Reason) ?? known.Reason,
        };
    }
}
