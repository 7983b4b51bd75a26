using System.Text.Json;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Surveys;

/// <summary>One submission of a survey: the vendor's ids, its instant, and what was passed on with it.</summary>
/// <param name="Survey">The vendor's id of the survey.</param>
/// <param name="Response">Its id of the submission.</param>
/// <param name="Version">Tells a later version of the same submission from an earlier one; null where there is but one.</param>
/// <param name="Passed">Hidden or embedded fields, of which those with the names of the contract are taken.</param>
internal sealed record Submission(string Survey, string Response, string? Version, string? Time, JsonElement? Passed);

/// <summary>Scores of a submission as canonical answers.</summary>
internal static class SurveyAnswers
{
    // What relates an answer to a contact. A name of the contract's is a name that its administrator chose for this.
    private static readonly string[] PassedFields = ["customer", "thread", "channel", "queue", "reason"];

    /// <summary>
    /// An answer to one question of a submission. Each question is an asking of its own: a later version of the submission replaces its
    /// answer, and another question's answer does not.
    /// </summary>
    /// <param name="comment">What was written with it; kept by setting alone.</param>
    public static void Answer(this Translation into, Submission of, string question, Question asked, decimal score, string? comment)
    {
        string response = $"{of.Response}/{question}";
        into.Add(
            "survey.answered", of.Version is null ? response : $"{response}/{of.Version}", of.Time, of.Passed?.Text("subject"),
            [
                ("survey", of.Survey), ("response", response), ("kind", asked.Kind), ("score", score), ("min", asked.Min), ("max", asked.Max),
                ("polarity", asked.Polarity), ("mode", asked.Mode), ("respondent", asked.Respondent), ("comment", comment),
                .. PassedFields.Select(name => (name, (object?)of.Passed?.Text(name))),
            ]);
    }
}
