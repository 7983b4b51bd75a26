using System.Text.Json;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Surveys.Qualtrics;

/// <summary>Qualtrics' event subscriptions, which only name the response: its answers are read at the API (docs/vendors/qualtrics.md).</summary>
internal static class QualtricsWebhook
{
    public static readonly Vendor Vendor = new("qualtrics", VendorKind.Survey, IsSigned, Translate)
    {
        Lookup = Lookup,
        Settings = new HashSet<string> { "questions", "api", "token" },
        ApiHosts = [".qualtrics.com"],
    };

    /// <summary>The field <c>HMAC</c>: the HMAC-SHA512 of the field <c>MSG</c> under the subscription's shared key, in hexadecimal.</summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) =>
        Signing.IsHex(Field(delivery, "HMAC"), "", Signing.Sha512(secret, Signing.Bytes(Field(delivery, "MSG") ?? "")));

    private static Lookup? Lookup(Delivery delivery, Source source, string token) =>
        Message(delivery) is { } message && source.Api is { } host && Id(message, "SurveyID") is { } survey && Id(message, "ResponseID") is { } response
            ? new Lookup(new Uri($"https://{host}/API/v3/surveys/{survey}/responses/{response}"), "X-API-TOKEN", token)
            : null;

    private static void Translate(Delivery delivery, Translation into)
    {
        if (Message(delivery) is not { } message)
            into.Ignore(Field(delivery, "Topic") is null ? null : "topic");
        else if (into.Required(message, "SurveyID") is { } survey && into.Required(message, "ResponseID") is { } response)
            Scores(survey, response, delivery.Fetched?.At("result", "values"), into);
    }

    private static void Scores(string survey, string response, JsonElement? values, Translation into)
    {
        if (values is not { } given)
        {
            into.Ignore("response not read");
            return;
        }
        var submission = new Submission(survey, response, null, given.Text("recordedDate") ?? given.Text("endDate"), given);
        foreach (var value in given.EnumerateObject())
        {
            if (Asked(value.Name, given, into.Source) is { } asked && value.Value.Number() is { } score)
                into.Answer(submission, value.Name, asked, score, asked.Comment is { } about ? given.Written(about) : null);
        }
        if (into.Events.Count == 0)
            into.Ignore("response without a score");
    }

    /// <summary>What the settings say of a question; an NPS shows by the group that Qualtrics adds to it.</summary>
    private static Question? Asked(string name, JsonElement values, Source source) =>
        source.Questions.GetValueOrDefault(name) ?? (values.At($"{name}_NPS_GROUP") is null ? null : Question.Nps);

    /// <summary>The message of a completed response; null for that of any other topic.</summary>
    private static JsonElement? Message(Delivery delivery) =>
        Field(delivery, "Topic")?.Contains(".completedResponse.", StringComparison.Ordinal) == true
            ? JsonSerializer.Deserialize<JsonElement>(Field(delivery, "MSG") ?? "")
            : null;

    /// <summary>An id that may stand in an address.</summary>
    private static string? Id(JsonElement message, string name) =>
        message.Text(name) is { } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? id : null;

    private static string? Field(Delivery delivery, string name) => delivery.IsForm
        ? delivery.Form().Where(field => field.Name == name).Select(field => field.Value).FirstOrDefault(value => value.Length > 0)
        : null;
}
