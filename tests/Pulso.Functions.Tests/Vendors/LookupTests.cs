using System.Net;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>Answers that must be read at the vendor's: with a token, from its host alone, and again if it does not answer.</summary>
[Collection(OnStorage.Name)]
public sealed class LookupTests(LocalStorage storage)
{
    private const string Notification = """
        {"event_type":"response_completed","event_id":"1","object_type":"response","object_id":"77","event_datetime":"2026-03-02T10:00:00+00:00","resources":{"survey_id":"88"}}
        """;

    private const string Details = """
        {"id":"77","date_modified":"2026-03-02T10:00:00+00:00","pages":[{"questions":[{"id":"11","answers":[{"simple_text":"9"}]}]}]}
        """;

    private const string Source = """
        "monkey": { "vendor": "surveymonkey", "secrets": ["the-secret-of-the-source"], "token": "setting:MONKEY", "questions": { "11": { "kind": "nps" } } }
        """;

    [Fact]
    public async Task With_a_token_the_answer_is_read_and_taken()
    {
        var vendor = new Answering(HttpStatusCode.OK, Details);
        await using var instance = await Instance.StartAsync(storage, vendors: vendor, more: ("MONKEY", "api-token"));
        string tenant = await instance.AddSourcesAsync(Source);

        var answer = await instance.PostAsync(tenant, "surveymonkey", "surveys/monkey", Notification);

        Assert.Equal((202, """{"accepted":1}"""), (answer.StatusCode, answer.Content));
        Assert.Equal(["https://api.surveymonkey.com/v3/surveys/88/responses/77/details?simple=true Bearer api-token"], vendor.Requests);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_read_and_the_response_is_counted_as_not_read()
    {
        var vendor = new Answering(HttpStatusCode.OK, Details);
        await using var instance = await Instance.StartAsync(storage, vendors: vendor);
        string tenant = await instance.AddSourcesAsync(Source);

        var answer = await instance.PostAsync(tenant, "surveymonkey", "surveys/monkey", Notification);

        Assert.Equal((202, """{"accepted":0}"""), (answer.StatusCode, answer.Content));
        Assert.Empty(vendor.Requests);
        Assert.Equal(1, instance.Operations.IgnoredKinds.Names["surveymonkey response not read"]);
    }

    [Fact]
    public async Task Nothing_is_read_for_who_has_not_signed()
    {
        var vendor = new Answering(HttpStatusCode.OK, Details);
        await using var instance = await Instance.StartAsync(storage, vendors: vendor, more: ("MONKEY", "api-token"));
        string tenant = await instance.AddSourcesAsync(Source);

        Assert.Equal(401, (await instance.PostAsync(tenant, "surveymonkey", "surveys/monkey", Notification, "wrong")).StatusCode);
        Assert.Empty(vendor.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "")]
    [InlineData(HttpStatusCode.TooManyRequests, "")]
    [InlineData(HttpStatusCode.Unauthorized, "")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    public async Task A_vendor_that_cannot_be_read_is_to_deliver_again(HttpStatusCode status, string content)
    {
        await using var instance = await Instance.StartAsync(storage, vendors: new Answering(status, content), more: ("MONKEY", "api-token"));
        string tenant = await instance.AddSourcesAsync(Source);

        Assert.Equal(503, (await instance.PostAsync(tenant, "surveymonkey", "surveys/monkey", Notification)).StatusCode);
        Assert.Empty(await new QueueView(instance).NextAsync());
    }

    [Theory]
    [InlineData("77/../../users", "88")]
    [InlineData("77", "88?x=1")]
    public async Task An_id_that_is_none_is_not_asked_for(string response, string survey)
    {
        var vendor = new Answering(HttpStatusCode.OK, Details);
        await using var instance = await Instance.StartAsync(storage, vendors: vendor, more: ("MONKEY", "api-token"));
        string tenant = await instance.AddSourcesAsync(Source);
        string body = Notification.Replace("\"77\"", $"\"{response}\"", StringComparison.Ordinal).Replace("\"88\"", $"\"{survey}\"", StringComparison.Ordinal);

        Assert.Equal(202, (await instance.PostAsync(tenant, "surveymonkey", "surveys/monkey", body)).StatusCode);
        Assert.Empty(vendor.Requests);
    }

    [Fact]
    public async Task A_response_that_is_gone_is_no_reason_to_deliver_again()
    {
        await using var instance = await Instance.StartAsync(storage, vendors: new Answering(HttpStatusCode.NotFound, ""), more: ("MONKEY", "api-token"));
        string tenant = await instance.AddSourcesAsync(Source);

        Assert.Equal(202, (await instance.PostAsync(tenant, "surveymonkey", "surveys/monkey", Notification)).StatusCode);
    }

    [Fact]
    public async Task Qualtrics_is_read_at_the_data_centre_of_its_settings()
    {
        var vendor = new Answering(HttpStatusCode.OK, """{"result":{"values":{"recordedDate":"2026-03-02T10:00:00Z","QID1":9,"QID1_NPS_GROUP":3}}}""");
        await using var instance = await Instance.StartAsync(storage, vendors: vendor);
        string tenant = await instance.AddSourcesAsync(
            """ "q": { "vendor": "qualtrics", "secrets": ["the-secret-of-the-source"], "api": "fra1.qualtrics.com", "token": "api-token" } """);

        var answer = await instance.PostAsync(tenant, "qualtrics", "surveys/q", """{"SurveyID":"SV_1","ResponseID":"R_1","Status":"Complete"}""");

        Assert.Equal((202, """{"accepted":1}"""), (answer.StatusCode, answer.Content));
        Assert.Equal(["https://fra1.qualtrics.com/API/v3/surveys/SV_1/responses/R_1 api-token"], vendor.Requests);
    }

    /// <summary>A vendor's API that always says the same, and notes what it was asked.</summary>
    private sealed class Answering(HttpStatusCode status, string content) : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string key = request.Headers.TryGetValues("X-API-TOKEN", out var values) ? values.Single() : $"{request.Headers.Authorization}";
            Requests.Add($"{request.RequestUri} {key}");
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(content) });
        }
    }
}
