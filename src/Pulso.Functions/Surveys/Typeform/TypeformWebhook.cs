using System.Text.Json;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Surveys.Typeform;

/// <summary>Typeform's responses (docs/vendors/typeform.md).</summary>
internal static class TypeformWebhook
{
    public static readonly Vendor Vendor = new("typeform", VendorKind.Survey, IsSigned, Translate)
    {
        Settings = new HashSet<string> { "questions" },
    };

    /// <summary><c>Typeform-Signature</c>: the HMAC-SHA256 of the body under the webhook's secret, in base64.</summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) =>
        Signing.IsBase64(delivery.Header("Typeform-Signature"), "sha256=", Signing.Sha256(secret, delivery.Body));

    private static void Translate(Delivery delivery, Translation into)
    {
        var body = delivery.Json();
        if (body.Text("event_type") is not "form_response")
        {
            into.Ignore(body.Text("event_type"));
            return;
        }
        if (into.Required(body, "form_response", "form_id") is not { } form || into.Required(body, "form_response", "token") is not { } token)
            return;
        var response = body.At("form_response")!.Value;
        var submission = new Submission(form, token, null, response.Text("submitted_at"), response.At("hidden"));
        var fields = response.List("definition", "fields").Where(field => field.Text("id") is not null)
            .GroupBy(field => field.Text("id")!).ToDictionary(group => group.Key, group => group.First());
        foreach (var answer in response.List("answers"))
        {
            string? id = answer.Text("field", "id");
            Score(answer, id, id is null ? default : fields.GetValueOrDefault(id), submission, response, into);
        }
    }

    private static void Score(JsonElement answer, string? id, JsonElement field, Submission submission, JsonElement response, Translation into)
    {
        string? reference = answer.Text("field", "ref") ?? field.Text("ref");
        string? type = answer.Text("field", "type");
        if (id is null || Asked(type, id, reference, field, into.Source) is not { } asked || ScoreOf(answer) is not { } score)
            into.Ignore($"answer {type}");
        else
            into.Answer(submission, id, asked, score, CommentOn(asked, response));
    }

    /// <summary>What the settings say of a question, by its id or reference; an NPS and a scale whose steps are told speak for themselves.</summary>
    private static Question? Asked(string? type, string id, string? reference, JsonElement field, Source source)
    {
        if (source.Questions.TryGetValue(id, out var asked) || (reference is not null && source.Questions.TryGetValue(reference, out asked)))
            return asked;
        if (type == "nps")
            return Question.Nps;
        if (type is not ("opinion_scale" or "rating") || field.Number("properties", "steps") is not { } steps)
            return null;
        decimal least = type == "rating" || field.IsTrue("properties", "start_at_one") ? 1 : 0;
        return new Question("csat", least, least + steps - 1);
    }

    private static string? CommentOn(Question asked, JsonElement response) => asked.Comment is null ? null : response.List("answers")
        .Where(answer => answer.Text("field", "id") == asked.Comment || answer.Text("field", "ref") == asked.Comment)
        .Select(answer => answer.Written("text")).FirstOrDefault(text => text is not null);

    /// <summary>The number; of a yes or no 1 or 0.</summary>
    private static decimal? ScoreOf(JsonElement answer) => answer.Text("type") switch
    {
        "number" => answer.Number("number"),
        "boolean" => answer.IsTrue("boolean") ? 1 : 0,
        _ => null,
    };
}
