namespace Pulso.Tests.Events.Parsing;

/// <summary>Scores are taken only on a scale that they can lie on.</summary>
public sealed class SenseTests
{
    [Theory]
    [InlineData("nps", 0, 10, 0)]
    [InlineData("nps", 0, 10, 10)]
    [InlineData("nps", 1, 10, 1)]
    [InlineData("csat", 1, 5, 5)]
    [InlineData("ces", -3, 3, 0)]
    [InlineData("thumb", 0, 1, 1)]
    public void A_score_on_its_scale_is_accepted(string kind, int min, int max, int score) => Canonical.Accepted(Answer(kind, min, max, score));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(0, 5)]
    [InlineData(2, 10)]
    [InlineData(0, 100)]
    [InlineData(-10, 10)]
    public void A_net_promoter_score_on_another_scale_is_refused(int min, int max) =>
        Assert.Equal("data.max", Canonical.Refused(Answer("nps", min, max, 3)));

    [Theory]
    [InlineData("nps", 1, 10, 0, "data.score")]
    [InlineData("nps", 0, 10, 11, "data.score")]
    [InlineData("csat", 1, 5, 6, "data.score")]
    [InlineData("csat", 5, 5, 5, "data.max")]
    [InlineData("ces", 7, 1, 5, "data.max")]
    public void A_score_off_its_scale_is_refused(string kind, int min, int max, int score, string field) =>
        Assert.Equal(field, Canonical.Refused(Answer(kind, min, max, score)));

    [Theory]
    [InlineData("sentiment.scored", """{ "score": 1.001 }""", "data.score")]
    [InlineData("sentiment.scored", """{ "score": -2 }""", "data.score")]
    [InlineData("quality.evaluated", """{ "score": 11, "max": 10 }""", "data.score")]
    [InlineData("quality.evaluated", """{ "score": -1, "max": 10 }""", "data.score")]
    [InlineData("quality.evaluated", """{ "score": 0, "max": 0 }""", "data.max")]
    public void Sentiment_and_quality_have_scales_too(string type, string data, string field) =>
        Assert.Equal(field, Canonical.Refused(Canonical.Event(type, data)));

    [Theory]
    [InlineData("2026-05-03T00:00:00Z", null)]
    [InlineData("2026-05-03T00:00:01Z", "data.shifts")]
    public void A_plan_spans_62_days_at_most(string to, string? field)
    {
        string plan = Canonical.Event("agent.scheduled", $$"""
            { "agent": "kim", "shifts": [
              { "from": "2026-03-02T00:00:00Z", "to": "2026-03-02T08:00:00Z", "state": "available" },
              { "from": "2026-05-02T00:00:00Z", "to": "{{to}}", "state": "available" } ] }
            """);
        if (field is null)
            Canonical.Accepted(plan);
        else
            Assert.Equal(field, Canonical.Refused(plan));
    }

    private static string Answer(string kind, int min, int max, int score) => Canonical.Event(
        "survey.answered", $$"""{ "survey": "after", "kind": "{{kind}}", "min": {{min}}, "max": {{max}}, "score": {{score}} }""");
}
