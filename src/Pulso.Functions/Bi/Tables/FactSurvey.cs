using Pulso.Facts;
using Pulso.Measures;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The answers of a business day, each as it stands by now (contract, section 4).</summary>
public static class FactSurvey
{
    private static readonly Counter[] Flags =
    [
        Counter.CsatAnswers, Counter.CsatSatisfied, Counter.CsatBotAnswers, Counter.CsatBotSatisfied, Counter.CsatHumanAnswers,
        Counter.CsatHumanSatisfied, Counter.CsatMixedAnswers, Counter.CsatMixedSatisfied, Counter.CesAnswers, Counter.NpsTransactionalAnswers,
        Counter.NpsTransactionalPromoters, Counter.NpsTransactionalDetractors, Counter.NpsRelationalAnswers, Counter.NpsRelationalPromoters,
        Counter.NpsRelationalDetractors, Counter.EnpsAnswers, Counter.EnpsPromoters, Counter.EnpsDetractors, Counter.ThumbsAnswers, Counter.ThumbsUp,
        Counter.FollowedUp,
    ];

    public static readonly BiTable Table = new("fact_survey", "date",
    [
        new("tenant", "text"), new("date", "date"), new("survey", "text"), new("response", "text"), new("contact", "text"), new("customer", "text"),
        new("kind", "text"), new("mode", "text"), new("respondent", "text"), new("channel", "text"), new("direction", "text"), new("queue", "text"),
        new("reason", "text"), new("priority", "text"), new("requested_utc", "instant"), new("answered_utc", "instant"), new("score", "number"),
        new("min", "number"), new("max", "number"), new("polarity", "text"), new("ces_score", "integer", Additive: true, "thousandths"),
        .. Flags.Select(counter => new Column(counter.Name, "integer", Additive: true, "count")), new("comment", "text"),
    ]);

    public static string[] Row(string tenant, DateOnly date, SurveyFact answer)
    {
        var dimensions = answer.Dimensions;
        return
        [
            tenant, CsvFile.Text(date), answer.Survey, answer.Response, answer.Contact, answer.Customer ?? Dimensions.None, answer.Kind, answer.Mode,
            answer.Respondent, dimensions.Channel, dimensions.Direction, dimensions.Queue, dimensions.Reason, dimensions.Priority,
            FactContact.Instant(answer.RequestedMs) ?? "", FactContact.Instant(answer.AnsweredMs) ?? "", CsvFile.Text(answer.Score / 1_000m),
            CsvFile.Text(answer.Min / 1_000m), CsvFile.Text(answer.Max / 1_000m), answer.Polarity, CsvFile.Text(answer.Sums[Counter.CesScore]),
            .. Flags.Select(counter => CsvFile.Text(answer.Sums[counter])), answer.Comment ?? "",
        ];
    }
}
