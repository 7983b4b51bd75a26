using System.Net;
using Pulso.Cli.Server;

namespace Pulso.Cli.Tests.Server;

public sealed class PersistenceTests
{
    private static readonly Uri Url = new("http://server.test");

    [Fact]
    public async Task What_the_server_cannot_take_now_is_sent_again()
    {
        var network = new Network(HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, null, HttpStatusCode.Accepted);
        var persistence = new Persistence(new Clock());

        using var response = await SendAsync(persistence, network);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(3, persistence.Repeats);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_not_repeated()
    {
        var network = new Network(HttpStatusCode.BadRequest, HttpStatusCode.Accepted);

        using var response = await SendAsync(new Persistence(new Clock()), network);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Five_minutes_without_any_answer_are_enough()
    {
        var clock = new Clock();
        long start = clock.GetTimestamp();

        var failure = await Assert.ThrowsAsync<Failure>(() => SendAsync(new Persistence(clock), new Network()));

        Assert.Contains("has taken nothing for 5 minutes", failure.Message, StringComparison.Ordinal);
        Assert.InRange(clock.GetElapsedTime(start), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
    }

    [Fact]
    public void Pauses_grow_to_ten_seconds_and_are_never_shorter_than_the_server_asks_for()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(200), Persistence.Pause(0, null));
        Assert.Equal(TimeSpan.FromMilliseconds(800), Persistence.Pause(2, null));
        Assert.Equal(TimeSpan.FromSeconds(10), Persistence.Pause(100, null));
        Assert.Equal(TimeSpan.FromSeconds(5), Persistence.Pause(0, TimeSpan.FromSeconds(5)));
        Assert.Equal(TimeSpan.FromSeconds(30), Persistence.Pause(100, TimeSpan.FromSeconds(30)));
    }

    private static async Task<HttpResponseMessage> SendAsync(Persistence persistence, HttpMessageHandler network)
    {
        using var client = new PulsoClient(Url, "key", network);
        var path = new Uri("api/x/events", UriKind.Relative);
        return await persistence.SendAsync(client, () => new HttpRequestMessage(HttpMethod.Post, path), CancellationToken.None);
    }

    /// <summary>Answers with these, one after the other; where there is null, and afterwards, nobody is there.</summary>
    private sealed class Network(params HttpStatusCode?[] answers) : HttpMessageHandler
    {
        private int next;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            next < answers.Length && answers[next++] is { } status
                ? Task.FromResult(new HttpResponseMessage(status) { RequestMessage = request })
                : throw new HttpRequestException("Connection refused");
    }

    /// <summary>A clock on which whatever is waited for comes at once, later.</summary>
    private sealed class Clock : TimeProvider
    {
        private long ticks = TimeSpan.FromHours(1).Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ticks += Math.Max(0, dueTime.Ticks);
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
