using System.Net;
using Pulso.Cli.Server;

namespace Pulso.Cli.Tests.Server;

public sealed class ProblemTests
{
    [Fact]
    public void Every_fault_of_the_problem_details_is_a_line()
    {
        var failure = Of("""
            { "title": "Nothing was accepted.", "errors": [
              { "index": 3, "id": "e-3", "field": "data.talk", "reason": "must be a number" }, "goals: must be a list"] }
            """);

        Assert.Equal("POST /x was answered with 400: Nothing was accepted.", failure.Message);
        Assert.Equal(["event 3 (e-3): data.talk must be a number", "goals: must be a list"], failure.Details);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[1]")]
    [InlineData("""{ "title": 1 }""")]
    public void An_answer_without_problem_details_is_told_by_its_status(string body)
    {
        var failure = Of(body);

        Assert.Equal("POST /x was answered with 400", failure.Message);
        Assert.Equal(HttpStatusCode.BadRequest, failure.Status);
    }

    private static Failure Of(string body) => Problem.Of("POST /x", HttpStatusCode.BadRequest, System.Text.Encoding.UTF8.GetBytes(body));
}
