using Pulso.Measures;
using static Pulso.Measures.Counter;

namespace Pulso.Kpis;

public static partial class Catalogue
{
    private const int SurveyDays = 7;
    private const string Reichheld = "F. Reichheld, The One Number You Need to Grow, HBR (2003)";
    private const string Dixon = "M. Dixon et al., Stop Trying to Delight Your Customers, HBR (2010)";
    private const string Iso = "ISO 18295-1";

    private static IEnumerable<Kpi> Surveys() =>
    [
        Csat("csat", "satisfaction", "satisfacción", "all", "todas", CsatSatisfied, CsatAnswers),
        Csat("csat_bot", "satisfaction, bot only", "satisfacción, solo bot", "contacts with a bot alone", "contactos solo con bot",
            CsatBotSatisfied, CsatBotAnswers),
        Csat("csat_human", "satisfaction, human", "satisfacción, humano", "contacts with an agent", "contactos con agente",
            CsatHumanSatisfied, CsatHumanAnswers),
        Csat("csat_mixed", "satisfaction, bot and human", "satisfacción, bot y humano", "contacts with both", "contactos con ambos",
            CsatMixedSatisfied, CsatMixedAnswers),
        Experience("thumbs", "thumbs up", "pulgares arriba", "Share of the thumbs that are up.", "Parte de los pulgares que son hacia arriba.",
            Unit.Share, higher: true, Sum.Of(ThumbsUp), Sum.Of(ThumbsAnswers), Iso),
        Experience("ces", "customer effort", "esfuerzo del cliente", "Mean score mapped to 1–7, 7 = easiest.",
            "Puntuación media llevada a 1–7, 7 = lo más fácil.", Unit.Ease, higher: true, Sum.Of(CesScore), Sum.Of(CesAnswers), Dixon),
        Nps("nps", "net promoter score", "NPS", NpsTransactionalPromoters, NpsTransactionalDetractors, NpsTransactionalAnswers),
        Experience("nps_shift", "NPS evolution", "evolución del NPS",
            "NPS in the days after an annotation less NPS in as many days before, in the annotation's scope.",
            "NPS en los días tras una anotación menos el NPS en otros tantos días antes, en el alcance de la anotación.",
            Unit.Points, higher: true, null, null, Reichheld) with { ShiftOf = "nps" },
        Nps("nps_relational", "relational NPS", "NPS relacional", NpsRelationalPromoters, NpsRelationalDetractors, NpsRelationalAnswers),
        Nps("enps", "employee NPS", "eNPS", EnpsPromoters, EnpsDetractors, EnpsAnswers),
        Experience("survey_response_rate", "survey response", "conversión de micro-feedback", "Share of the surveys asked that were answered.",
            "Parte de las encuestas pedidas que se respondieron.", Unit.Share, higher: true, Sum.Of(SurveysResponded), Sum.Of(SurveysRequested), Iso),
        Experience("survey_early_rate", "surveys asked early", "encuestas antes del cierre",
            "Share of the surveys about a contact that were asked before it was first closed: who has not finished answers otherwise.",
            "Parte de las encuestas sobre un contacto pedidas antes de su primer cierre: quien no ha terminado responde distinto.",
            Unit.Share, higher: false, Sum.Of(SurveysEarly), Sum.Of(SurveysOfContacts), Iso),
        Experience("survey_solved_rate", "surveys asked of the solved", "encuestas a resueltos",
            "Share of the surveys about a contact that were asked once it was solved: near 1 beside a lower resolution rate, only the solved are asked.",
            "Parte de las encuestas sobre un contacto pedidas cuando ya estaba resuelto: cerca de 1 con menos resolución, solo se pregunta a los resueltos.",
            Unit.Share, higher: false, Sum.Of(SurveysOfSolved), Sum.Of(SurveysOfContacts), Iso),
        Experience("loop_closed", "loop closed", "cierre de loop",
            "Detractors and dissatisfied whom somebody got back to, over all of them.",
            "Detractores e insatisfechos con los que alguien volvió a hablar, sobre todos ellos.",
            Unit.Share, higher: true, Sum.Of(FollowedUp),
            Sum.Of(NpsTransactionalDetractors, NpsRelationalDetractors, CsatAnswers).Less(CsatSatisfied), Reichheld),
        Experience("sentiment", "sentiment", "sentimiento", "Mean of the scores.", "Media de las puntuaciones.",
            Unit.Sentiment, higher: true, Sum.Of(SentimentScore), Sum.Of(SentimentScored), Iso),
        Experience("sentiment_negative", "negative sentiment", "sentimiento negativo", "Share of the scores below −0.25.",
            "Parte de las puntuaciones por debajo de −0,25.", Unit.Share, higher: false, Sum.Of(SentimentNegative), Sum.Of(SentimentScored), Iso),
        Experience("quality", "quality", "QA", "Points given over points possible.", "Puntos dados sobre puntos posibles.",
            Unit.Share, higher: true, Sum.Of(QualityScore), Sum.Of(QualityMax), Cops, QualityEvaluations, "aht"),
        Experience("quality_criterion", "points per criterion", "puntos por criterio",
            "Mean points of a criterion, calibrations apart; by form, version and criterion.",
            "Media de puntos de un criterio, sin calibraciones; por formulario, versión y criterio.",
            Unit.Score, higher: true, Sum.Of(CriterionPoints), Sum.Of(CriterionScored), Cops),
        Experience("calibration_gap", "calibration gap", "brecha de calibración",
            "Mean absolute distance between a calibration and the evaluation that it checks, in share of the maximum.",
            "Distancia absoluta media entre una calibración y la evaluación que comprueba, en parte del máximo.",
            Unit.MeanShare, higher: false, Sum.Of(CalibrationGap), Sum.Of(Calibrations), Cops),
    ];

    private static Kpi Csat(string id, string en, string es, string of, string de, Counter satisfied, Counter answers) => Experience(
        id, en, es, $"Share of the answers in the upper quarter of their scale (4 and 5 of 1–5): {of}.",
        $"Parte de las respuestas en el cuarto superior de su escala (4 y 5 de 1–5): {de}.",
        Unit.Share, higher: true, Sum.Of(satisfied), Sum.Of(answers), Iso, tradeOff: "bot_containment");

    private static Kpi Nps(string id, string en, string es, Counter promoters, Counter detractors, Counter answers) => Experience(
        id, en, es, "Promoters (9, 10) less detractors (up to 6) over answers, times 100.",
        "Promotores (9, 10) menos detractores (hasta 6) sobre respuestas, por 100.",
        Unit.Points, higher: true, Sum.Of(promoters).Less(detractors), Sum.Of(answers), Reichheld);
}
