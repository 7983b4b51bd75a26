using System.Globalization;
using Pulso.Events;
using Pulso.Measures;
using Pulso.Measures.Contributions;
using Pulso.Settings;
using Pulso.Timelines;
using Pulso.Timelines.Contacts;
using Pulso.Timelines.Surveys;

namespace Pulso.Facts;

/// <summary>One answer to a survey as it is told: a row of <c>fact_survey</c>, in the cells of the answer.</summary>
/// <param name="Contact">The id of the contact that it is about; empty for a survey without one.</param>
/// <param name="Response">Which asking it answers.</param>
/// <param name="RequestedMs">When it was asked; null where nothing is known of that.</param>
/// <param name="Score">On the survey's own scale, as are its bounds; in thousandths.</param>
/// <param name="FollowedUp">Somebody got back to the customer.</param>
/// <param name="Sums">The counters that the answer adds to.</param>
/// <param name="Comment">What was written beside the score, where the settings keep it; null where nothing is kept.</param>
public sealed record SurveyFact(
    string Contact, string Response, Dimensions Dimensions, string Survey, string Kind, string Mode, string Respondent, string? Customer,
    long? RequestedMs, long AnsweredMs, long Score, long Min, long Max, string Polarity, bool FollowedUp, Tally Sums,
    string? Comment = null)
{
    private const char Separator = '\n';

    /// <summary>Adds the facts of a contact's answers, or of those that are about none.</summary>
    /// <param name="of">The contact's key; null without one.</param>
    public static void Add(TimelineKey? of, IEnumerable<SurveyResponse> responses, Contact? contact, TenantSettings settings, Cells cells)
    {
        foreach (var response in responses)
        {
            if (response.Answer is null)
                continue;
            var fact = Of(of?.Name ?? "", response, response.Answer, contact);
            cells.At(settings, fact.AnsweredMs, fact.Dimensions, Facet.OfSurvey(fact.Contact, fact.Response, fact.Told())).Add(fact.Sums);
        }
    }

    public static SurveyFact Read(CellKey key, Tally sums)
    {
        var facet = key.Facet!;
        string[] told = facet.Third.Split(Separator);
        long Number(int place) => long.Parse(told[place], CultureInfo.InvariantCulture);
        return new SurveyFact(
            facet.First, facet.Second, key.Dimensions, told[0], told[1], told[2], told[3], told[4].Length == 0 ? null : told[4],
            told[5].Length == 0 ? null : Number(5), Number(6), Number(7), Number(8), Number(9), told[10], told[11] == "1", sums, told.ElementAtOrDefault(12));
    }

    private static SurveyFact Of(string contactId, SurveyResponse response, Answer answer, Contact? contact)
    {
        var item = answer.Event;
        return new SurveyFact(
            contactId,
            item.Text(Field.Response) ?? EventId.Text(item.Id),
            SurveyContributions.DimensionsOf(item, contact),
            item.Text(Field.Survey) ?? "",
            answer.Kind,
            answer.IsRelational ? "relational" : "transactional",
            answer.OfEmployee ? "employee" : "customer",
            contact?.Customer ?? item.Text(Field.Customer),
            response.Request?.TimeMs,
            item.TimeMs,
            answer.Score,
            answer.Min,
            answer.Max,
            item.Text(Field.Polarity) ?? "high-is-good",
            response.FollowedUp,
            SurveyContributions.SumOf(response, contact),
            item.Text(Field.Comment));
    }

    private string Told() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Survey.Replace(Separator, ' ')}{Separator}{Kind}{Separator}{Mode}{Separator}{Respondent}{Separator}{Customer}{Separator}{RequestedMs}{Separator}{AnsweredMs}{Separator}{Score}{Separator}{Min}{Separator}{Max}{Separator}{Polarity}{Separator}{(FollowedUp ? 1 : 0)}{(Comment is null ? "" : $"{Separator}{Comment}")}");
}
