using Pulso.Functions.Panels;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Panels;

/// <summary>What several viewers ask is made once.</summary>
public sealed class SharedAnswersTests
{
    private readonly Clock clock = new("2026-03-02T12:00:00Z");
    private readonly SharedAnswers shared;
    private int made;

    public SharedAnswersTests() => shared = new SharedAnswers(clock);

    [Fact]
    public async Task Who_asks_while_it_is_made_waits_for_it()
    {
        var going = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 20).Select(_ => AskAsync("health", going.Task)).ToList();
        going.SetResult();
        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal(1, answer));
    }

    [Fact]
    public async Task It_is_made_anew_once_five_seconds_have_passed_and_for_another_question_at_once()
    {
        Assert.Equal(1, await AskAsync("health"));
        clock.Set("2026-03-02T12:00:04.999Z");
        Assert.Equal((1, 2), (await AskAsync("health"), await AskAsync("action")));
        clock.Set("2026-03-02T12:00:05Z");
        Assert.Equal(3, await AskAsync("health"));
    }

    [Fact]
    public async Task A_failure_is_told_to_who_waits_and_is_not_kept()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => AskAsync("health", Task.FromException(new TimeoutException())));
        Assert.Equal(2, await AskAsync("health"));
    }

    [Fact]
    public async Task Who_goes_away_takes_nothing_from_the_others()
    {
        var going = new TaskCompletionSource();
        using var gone = new CancellationTokenSource();
        var first = AskAsync("health", going.Task, gone.Token);
        var second = AskAsync("health", going.Task);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        going.SetResult();
        Assert.Equal(1, await second);
    }

    private Task<int> AskAsync(string what, Task? going = null, CancellationToken cancel = default) => shared.OfAsync(what, async () =>
    {
        int number = Interlocked.Increment(ref made);
        await (going ?? Task.CompletedTask);
        return number;
    }, cancel);
}
