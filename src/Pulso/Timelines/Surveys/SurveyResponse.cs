using Pulso.Events;

namespace Pulso.Timelines.Surveys;

/// <summary>One asking of one survey: its request, its last answer, and whether somebody got back to the customer.</summary>
public sealed record SurveyResponse(Event? Request, Answer? Answer, bool FollowedUp)
{
    /// <summary>Folds the surveys among a contact's events: by response, else by survey. A later answer replaces.</summary>
    public static IEnumerable<SurveyResponse> Of(IEnumerable<Event> events) => Of(events, item => $"survey {item.Text(Field.Survey)}");

    /// <summary>Folds surveys that are about no contact: by response, else each event alone.</summary>
    public static IEnumerable<SurveyResponse> OfNone(IEnumerable<Event> events) => Of(events, item => $"event {EventId.Text(item.Id)}");

    private static IEnumerable<SurveyResponse> Of(IEnumerable<Event> events, Func<Event, string> otherwise) => events
        .Where(item => item.Type.About == About.Survey)
        .GroupBy(item => item.Text(Field.Response) ?? otherwise(item))
        .Select(asking => new SurveyResponse(
            asking.FirstOrDefault(item => item.Type == EventTypes.SurveyRequested),
            Answer.Of(asking.LastOrDefault(item => item.Type == EventTypes.SurveyAnswered)),
            asking.Any(item => item.Type == EventTypes.SurveyFollowedUp)));
}

/// <summary>An answer on its scale. Score and bounds in thousandths.</summary>
public sealed record Answer(Event Event, string Kind, long Score, long Min, long Max)
{
    /// <summary>True if its respondent is an employee.</summary>
    public bool OfEmployee => Event.Text(Field.Respondent) == "employee";

    public bool IsRelational => Event.Text(Field.Mode) == "relational";

    /// <summary>Where the score lies between the worst (0) and the best (1) of its scale.</summary>
    public decimal Goodness => (Turned - Min) / (decimal)(Max - Min);

    /// <summary>CSAT: the upper quarter of the scale, 4 and 5 of 1–5.</summary>
    public bool IsSatisfied => Goodness >= 0.75m;

    /// <summary>NPS: 9 and 10.</summary>
    public bool IsPromoter => Turned >= 9_000;

    /// <summary>NPS: up to 6.</summary>
    public bool IsDetractor => Turned <= 6_000;

    /// <summary>CES mapped to 1–7, 7 = easiest, in thousandths.</summary>
    /// <remarks>Multiplied before it is divided: the half of a third would not stay exact.</remarks>
    public long Ease => 1_000 + (long)Math.Round(6_000m * (Turned - Min) / (Max - Min), MidpointRounding.ToEven);

    /// <summary>The score, turned around on its scale where low is good.</summary>
    private long Turned => Event.Text(Field.Polarity) == "low-is-good" ? Min + Max - Score : Score;

    public static Answer? Of(Event? item) => item is null
        ? null
        : new Answer(item, item.Text(Field.SurveyKind)!, item.Number(Field.Score)!.Value, item.Number(Field.Min)!.Value, item.Number(Field.Max)!.Value);
}
