using System.Net;
using Pulso.Cli.Server;

namespace Pulso.Cli.Replays;

/// <summary>Waits until what a tenant was sent is in its figures, whatever happens to the app meanwhile.</summary>
internal sealed class Settling(PulsoClient client, string tenant, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly Persistence persistence = new(clock);

    /// <summary>How many of the tenant's events lie on the dead-letter side now.</summary>
    public async Task<int> DeadLetteredAsync(CancellationToken cancel) => (await LookAsync(await SetAsync(cancel), cancel)).DeadLettered;

    /// <summary>Returns when all that was accepted before, and what derives from it, is applied.</summary>
    /// <remarks>
    /// Events cause derived events before the first mark behind them is passed; a second mark covers those, a third what derives from them in turn.
    /// </remarks>
    /// <returns>How many of the tenant's events lie on the dead-letter side then.</returns>
    public async Task<int> WaitAsync(CancellationToken cancel)
    {
        await PassAsync(cancel);
        await PassAsync(cancel);
        return await PassAsync(cancel);
    }

    private async Task<int> PassAsync(CancellationToken cancel)
    {
        string mark = await SetAsync(cancel);
        while (true)
        {
            var state = await LookAsync(mark, cancel);
            if (state.Passed)
                return state.DeadLettered;
            await Task.Delay(BetweenLooks, clock, cancel);
        }
    }

    private async Task<string> SetAsync(CancellationToken cancel) =>
        (await AskAsync<NewMark>(HttpMethod.Post, $"api/{tenant}/marks", cancel)).Mark;

    private Task<MarkState> LookAsync(string mark, CancellationToken cancel) =>
        AskAsync<MarkState>(HttpMethod.Get, $"api/{tenant}/marks/{mark}", cancel);

    private async Task<T> AskAsync<T>(HttpMethod method, string path, CancellationToken cancel)
    {
        using var response = await persistence.SendAsync(client, () => new HttpRequestMessage(method, new Uri(path, UriKind.Relative)), cancel);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancel);
        if (response.IsSuccessStatusCode)
            return PulsoClient.Read<T>(body);
        var problem = Problem.Of($"{method} /{path}", response.StatusCode, body);
        throw response.StatusCode == HttpStatusCode.NotFound
            ? new Failure(problem.Message, $"the tenant {tenant} has no settings yet: settings put FILE --tenant {tenant}")
            : problem;
    }

    private sealed record NewMark(string Mark);

    private sealed record MarkState(bool Passed, int DeadLettered);
}
