using System.Text.Json;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions.Http;
using Pulso.Functions.Vendors;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>What the survey vendors' answers come to. Payloads in the shapes of their documentation.</summary>
public sealed class SurveyTests
{
    private static readonly TenantSettings Tenant = Pulso.Tests.Scenarios.Tenants.Defaults;

    [Fact]
    public void A_Typeform_NPS_needs_no_settings()
    {
        var counted = Count(Source("typeform"), Typeform("t1", """{"type":"number","number":10,"field":{"id":"f1","type":"nps"}}"""));

        Assert.Equal((1, 1), (counted[Counter.NpsTransactionalAnswers], counted[Counter.NpsTransactionalPromoters]));
    }

    [Fact]
    public void A_Typeform_scale_speaks_for_itself_where_its_steps_are_told()
    {
        const string Answers = """{"type":"number","number":4,"field":{"id":"f1","type":"opinion_scale"}},{"type":"number","number":4,"field":{"id":"f2","type":"rating"}}""";
        const string Steps = """{"id":"f1","type":"opinion_scale","properties":{"steps":5,"start_at_one":true}},{"id":"f2","type":"rating","properties":{"steps":10}}""";

        var counted = Count(Source("typeform"), Typeform("t1", Answers, Steps));

        Assert.Equal((2, 1), (counted[Counter.CsatAnswers], counted[Counter.CsatSatisfied]));
        Assert.Equal(["answer opinion_scale", "answer rating"], Typeform("t1", Answers).Translated("typeform").Ignored);
    }

    [Fact]
    public void A_question_of_the_settings_is_found_by_its_id_or_its_reference()
    {
        var source = Source("typeform") with { Questions = new Dictionary<string, Question> { ["f1"] = new("thumb", 0, 1), ["easy"] = new("ces", 1, 7) } };

        var counted = Count(source, Typeform(
            "t1", """{"type":"boolean","boolean":true,"field":{"id":"f1","type":"yes_no"}},{"type":"number","number":7,"field":{"id":"f2","ref":"easy","type":"number"}}"""));

        Assert.Equal((1, 1, 1), (counted[Counter.ThumbsAnswers], counted[Counter.ThumbsUp], counted[Counter.CesAnswers]));
    }

    [Fact]
    public void Hidden_fields_with_names_of_the_contract_relate_an_answer_to_its_contact()
    {
        var parsed = Parse(Source("typeform"), Typeform("t1", """{"type":"number","number":10,"field":{"id":"f1","type":"nps"}}"""));

        Assert.Equal("CA1", parsed.Events[0].Subject);
        Assert.Equal("sales", parsed.Events[0].Event.Text(Field.Queue));
        Assert.DoesNotContain(parsed.Events[0].Event.Values, value => value.Text?.Contains("example.com", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_score_off_its_scale_is_refused_with_the_reason()
    {
        var parsed = Parse(Source("typeform"), Typeform("t1", """{"type":"number","number":11,"field":{"id":"f1","type":"nps"}}"""));

        Assert.Equal(("data.score", "must lie on its scale"), (Assert.Single(parsed.Faults).Field, parsed.Faults[0].Reason));
    }

    [Theory]
    [InlineData("nps", 9, "nps")]
    [InlineData(null, 9, "nps")]
    [InlineData("csat", 5, "csat")]
    [InlineData("ces", 5, "ces")]
    [InlineData("smileys", 1, "csat")]
    [InlineData("thumbs", 0, "thumb")]
    public void A_Delighted_survey_tells_its_kind(string? type, int score, string kind)
    {
        var parsed = Parse(Source("delighted"), Delighted(score, 100, type));

        Assert.Equal((kind, score * 1_000L), (parsed.Events[0].Event.Text(Field.SurveyKind), parsed.Events[0].Event.Number(Field.Score)));
    }

    [Fact]
    public void A_later_answer_of_Delighted_replaces_the_earlier_one_whichever_comes_first()
    {
        var counted = Count(Source("delighted"), Delighted(2, 160), Delighted(9, 100), Delighted(2, 160));

        Assert.Equal((1, 0, 1), (counted[Counter.NpsTransactionalAnswers], counted[Counter.NpsTransactionalPromoters], counted[Counter.NpsTransactionalDetractors]));
    }

    [Fact]
    public void What_SurveyMonkey_only_names_is_translated_when_it_was_read()
    {
        var source = Source("surveymonkey") with { Questions = new Dictionary<string, Question> { ["11"] = new("nps", 0, 10), ["12"] = new("csat", 1, 5) } };
        const string Read = """
            {"id":"77","date_modified":"2026-03-02T10:00:00+00:00","custom_variables":{"subject":"CA1"},"pages":[{"questions":[
              {"id":"11","answers":[{"choice_id":"1","simple_text":"9","choice_metadata":{"weight":"100"}}]},
              {"id":"12","answers":[{"choice_id":"2","simple_text":"very good","choice_metadata":{"weight":"5"}}]},
              {"id":"13","answers":[{"text":"a comment with 5 words"}]}]}]}
            """;

        var delivery = SurveyMonkey() with { Fetched = JsonSerializer.Deserialize<JsonElement>(Read) };
        var parsed = Parse(source, delivery);

        Assert.Equal([("nps", 9_000L), ("csat", 5_000L)], parsed.Events.Select(item => (item.Event.Text(Field.SurveyKind)!, item.Event.Number(Field.Score)!.Value)));
        Assert.All(parsed.Events, item => Assert.Equal("CA1", item.Subject));
        Assert.Equal(["response not read"], SurveyMonkey().Translated(source).Ignored);
    }

    [Fact]
    public void What_Qualtrics_only_names_is_translated_when_it_was_read()
    {
        var source = Source("qualtrics") with { Questions = new Dictionary<string, Question> { ["QID2"] = new("csat", 1, 5) } };
        const string Read = """
            {"result":{"responseId":"R_1","values":{"recordedDate":"2026-03-02T10:00:00.000Z","finished":1,"QID1":10,"QID1_NPS_GROUP":3,"QID2":4,"QID3_TEXT":"…","queue":"sales"}}}
            """;

        var parsed = Parse(source, Qualtrics(Read));

        Assert.Equal([("nps", 10_000L), ("csat", 4_000L)], parsed.Events.Select(item => (item.Event.Text(Field.SurveyKind)!, item.Event.Number(Field.Score)!.Value)));
        Assert.All(parsed.Events, item => Assert.Equal("sales", item.Event.Text(Field.Queue)));
    }

    [Theory]
    [InlineData("typeform")]
    [InlineData("delighted")]
    [InlineData("qualtrics")]
    [InlineData("surveymonkey")]
    public void A_comment_is_passed_on_and_kept_by_setting_alone(string vendor)
    {
        var (source, delivery) = WithComment(vendor);
        var translated = delivery.Translated(source).Events;
        string? Kept(TenantSettings? settings) => Assert.Single(EventParser.Translated(translated, Pseudonyms.Of(new byte[32], "test"), settings).Events).Event.Text(Field.Comment);

        Assert.Equal(new string('x', 300) + " ***", Kept(Pulso.Tests.Scenarios.Tenants.In("UTC", "\"keepSurveyComments\": true")));
        Assert.Null(Kept(Tenant));
    }

    [Fact]
    public void A_question_whose_comment_nobody_named_has_none()
    {
        var (source, delivery) = WithComment("typeform");
        source = source with { Questions = new Dictionary<string, Question> { ["f1"] = Question.Nps } };

        Assert.DoesNotContain("xxx", Assert.Single(delivery.Translated(source).Events).Fields.GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>A score with a comment that is longer than other texts may be, and ends in a telephone number.</summary>
    private static (Source, Delivery) WithComment(string vendor)
    {
        string said = new string('x', 300) + " 600 111 222";
        Source Asking(string question, string comment) =>
            Source(vendor) with { Questions = new Dictionary<string, Question> { [question] = Question.Nps with { Comment = comment } } };
        return vendor switch
        {
            "typeform" => (Asking("f1", "why"), Typeform(
                "t1", $$"""{"type":"number","number":3,"field":{"id":"f1","type":"nps"} },{"type":"text","text":"{{said}}","field":{"id":"f2","ref":"why","type":"long_text"} }""")),
            "delighted" => (Source(vendor), Delighted(3, 100, comment: said)),
            "qualtrics" => (Asking("QID1", "QID2_TEXT"), Qualtrics($$"""{"result":{"values":{"recordedDate":"2026-03-02T10:00:00.000Z","QID1":3,"QID2_TEXT":"{{said}}"} } }""")),
            _ => (Asking("11", "13"), SurveyMonkey() with
            {
                Fetched = JsonSerializer.Deserialize<JsonElement>($$"""
                    {"id":"77","date_modified":"2026-03-02T10:00:00+00:00","pages":[{"questions":[{"id":"11","answers":[{"simple_text":"3"}]},{"id":"13","answers":[{"text":"{{said}}"}]}]}]}
                    """),
            }),
        };
    }

    private static Source Source(string vendor) => new("form", vendor, ["secret"]);

    private static ParsedRequest Parse(Source source, params Delivery[] deliveries) => EventParser.Translated(
        [.. deliveries.SelectMany(delivery => delivery.Translated(source).Events)], Pseudonyms.Of(new byte[32], "test"));

    private static Counted Count(Source source, params Delivery[] deliveries)
    {
        var parsed = Parse(source, deliveries);
        Assert.Empty(parsed.Faults);
        return Counted.Of(Tenant, [.. parsed.Events.SelectMany(item => Frame.AllOf(item.Source, item.Event, item.Subject))]);
    }

    private static Delivery Typeform(string token, string answers, string fields = "") => Deliveries.Json($$"""
        {"event_id":"e","event_type":"form_response","form_response":{"form_id":"form1","token":"{{token}}","submitted_at":"2026-03-02T09:00:00Z",
          "hidden":{"subject":"CA1","queue":"sales","email":"ana@example.com"},"definition":{"fields":[{{fields}}] },"answers":[{{answers}}] } }
        """);

    private static Delivery Delighted(int score, int updated, string? type = null, string comment = "") => Deliveries.Json($$"""
        {"event_type":"survey_response.updated","event_id":"e","event_data":{"id":"5435","person":{"id":"1","email":"ana@example.com"},"score":{{score}},"comment":"{{comment}}",
          "created_at":1482589409,"updated_at":{{1_482_589_409 + updated}}{{(type is null ? "" : $",\"survey_type\":\"{type}\"")}} } }
        """);

    private static Delivery Qualtrics(string read) =>
        Deliveries.Form("""Topic=b.surveyengine.completedResponse.SV_1&MSG={"SurveyID":"SV_1","ResponseID":"R_1","CompletedDate":"2026-03-02 03:00:00"}""") with
        {
            Fetched = JsonSerializer.Deserialize<JsonElement>(read),
        };

    private static Delivery SurveyMonkey() => Deliveries.Json("""
        {"event_type":"response_completed","event_id":"1","object_type":"response","object_id":"77","event_datetime":"2026-03-02T10:00:00+00:00","resources":{"survey_id":"88"}}
        """);
}
