using System.Text.Json;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Surveys.Delighted;

/// <summary>Delighted's responses (docs/vendors/delighted.md).</summary>
internal static class DelightedWebhook
{
    public static readonly Vendor Vendor = new("delighted", VendorKind.Survey, IsSigned, Translate)
    {
        Settings = new HashSet<string> { "questions" },
    };

    private const string ScoreName = "score";

    /// <summary><c>X-Delighted-Webhook-Signature</c>: the HMAC-SHA256 of the body under the project's private key, in hexadecimal.</summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) =>
        Signing.IsHex(delivery.Header("X-Delighted-Webhook-Signature"), "sha256=", Signing.Sha256(secret, delivery.Body));

    private static void Translate(Delivery delivery, Translation into)
    {
        var body = delivery.Json();
        string? type = body.Text("event_type");
        if (type is "unsubscribe.created" && Unsubscribed(body.At("event_data") ?? default, into))
            return;
        if (type is not ("survey_response.created" or "survey_response.updated"))
        {
            into.Ignore(type);
            return;
        }
        if (into.Required(body, "event_data", "id") is not { } id)
            return;
        var response = body.At("event_data")!.Value;
        if (response.Number("score") is not { } score || Asked(response.Text("survey_type"), into.Source) is not { } asked)
        {
            into.Ignore($"response {response.Text("survey_type")}");
            return;
        }
        string? at = response.Text("updated_at") ?? response.Text("created_at");
        into.Answer(new Submission(into.Source.Name, id, at, VendorTime.OfSeconds(at), response.At("person_properties")), ScoreName, asked, score, response.Written("comment"));
    }

    /// <summary>Somebody does not want to be asked any more. Who and when lie in the event itself, or who in its person.</summary>
    /// <returns>False where it does not say who, or when.</returns>
    private static bool Unsubscribed(JsonElement happened, Translation into)
    {
        string? mail = happened.Text("email") ?? happened.Text("person", "email");
        string? customer = mail ?? happened.Text("person", "phone_number");
        string? at = happened.Text("unsubscribed_at") ?? happened.Text("created_at");
        if (customer is null || VendorTime.OfSeconds(at) is not { } time)
            return false;
        into.Add(
            "consent.withdrawn", $"{happened.Text("person_id") ?? happened.Text("person", "id")}/unsubscribed/{at}", time, null,
            ("customer", customer), ("channel", mail is null ? "sms" : "email"), ("purpose", "survey"));
        return true;
    }

    /// <summary>What the settings say of the <c>score</c>, else what Delighted's kind of survey is; older deliveries tell none, and are NPS.</summary>
    private static Question? Asked(string? kind, Source source) => source.Questions.GetValueOrDefault(ScoreName) ?? kind switch
    {
        null or "nps" => Question.Nps,
        "enps" => Question.Nps with { Mode = "relational", Respondent = "employee" },
        "csat" or "smileys" or "five_star" or "stars" => new Question("csat", 1, 5),
        "ces" => new Question("ces", 1, 5),
        "thumbs" => new Question("thumb", 0, 1),
        _ => null,
    };
}
