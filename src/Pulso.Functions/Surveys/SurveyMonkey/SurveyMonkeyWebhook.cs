using System.Text.Json;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Surveys.SurveyMonkey;

/// <summary>SurveyMonkey's webhooks, which only name the response: its answers are read at the API (docs/vendors/surveymonkey.md).</summary>
internal static class SurveyMonkeyWebhook
{
    public static readonly Vendor Vendor = new("surveymonkey", VendorKind.Survey, IsSigned, Translate)
    {
        Lookup = Lookup,
        Settings = new HashSet<string> { "questions", "api", "token" },
        Api = "api.surveymonkey.com",
        ApiHosts = [".surveymonkey.com", ".surveymonkey.ca"],
    };

    /// <summary><c>Sm-Signature</c>: the HMAC-SHA1 of the body, in base64, under the app's client id, an ampersand, and its client secret.</summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) =>
        Signing.IsBase64(delivery.Header("Sm-Signature"), "", Signing.Sha1(secret, delivery.Body));

    private static Lookup? Lookup(Delivery delivery, Source source, string token)
    {
        var body = delivery.Json();
        return IsResponse(body) && Id(body, "resources", "survey_id") is { } survey && Id(body, "object_id") is { } response
            ? new Lookup(
                new Uri($"https://{source.Api ?? Vendor.Api}/v3/surveys/{survey}/responses/{response}/details?simple=true"), "Authorization", $"Bearer {token}")
            : null;
    }

    private static void Translate(Delivery delivery, Translation into)
    {
        var body = delivery.Json();
        if (!IsResponse(body))
            into.Ignore(body.Text("event_type"));
        else if (into.Required(body, "resources", "survey_id") is { } survey && into.Required(body, "object_id") is { } response)
            Scores(survey, response, delivery.Fetched, into);
    }

    private static void Scores(string survey, string response, JsonElement? fetched, Translation into)
    {
        if (fetched is not { } details)
        {
            into.Ignore("response not read");
            return;
        }
        string? at = details.Text("date_modified") ?? details.Text("date_created");
        var submission = new Submission(survey, response, at, at, details.At("custom_variables"));
        var questions = details.List("pages").SelectMany(page => page.List("questions")).ToList();
        foreach (var question in questions)
        {
            if (question.Text("id") is { } id && into.Source.Questions.GetValueOrDefault(id) is { } asked && ScoreOf(question, asked) is { } score)
                into.Answer(submission, id, asked, score, CommentOn(asked, questions));
        }
        if (into.Events.Count == 0)
            into.Ignore("response without a score");
    }

    private static string? CommentOn(Question asked, IEnumerable<JsonElement> questions) => asked.Comment is null ? null : questions
        .Where(question => question.Text("id") == asked.Comment).SelectMany(question => question.List("answers"))
        .Select(answer => answer.Written("text")).FirstOrDefault(text => text is not null);

    /// <summary>A number that was written or chosen; else the weight of the choice, where it lies on the scale (that of an NPS does not).</summary>
    private static decimal? ScoreOf(JsonElement question, Question asked)
    {
        foreach (var answer in question.List("answers"))
        {
            if ((answer.Number("text") ?? answer.Number("simple_text")) is { } given)
                return given;
            if (answer.Number("choice_metadata", "weight") is { } weight && weight >= asked.Min && weight <= asked.Max)
                return weight;
        }
        return null;
    }

    private static bool IsResponse(JsonElement body) => body.Text("event_type") is "response_completed" or "response_updated";

    /// <summary>An id that may stand in an address.</summary>
    private static string? Id(JsonElement body, params ReadOnlySpan<string> path) => body.Text(path) is { } id && id.All(char.IsAsciiDigit) ? id : null;
}
