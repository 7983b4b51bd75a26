using System.CommandLine;
using Pulso.Cli.Screens;

namespace Pulso.Cli.Local;

/// <summary><c>up</c>: starts the whole system on this machine and runs until Ctrl+C.</summary>
internal static class Up
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public static Command Verb()
    {
        var options = new LocalOptions(".data");
        var verb = new Command("up", "Start the whole system on this machine: storage, queue and app");
        options.AddTo(verb);
        verb.SetAction((arguments, cancel) => RunAsync(options, arguments, (system, _) =>
        {
            PrintAddresses(system);
            return Task.FromResult(false);
        }, cancel));
        return verb;
    }

    /// <summary>Starts a system, does some work with it, and runs on until it is stopped or ends by itself.</summary>
    /// <param name="work">Gives true to end it right after the work.</param>
    public static async Task<int> RunAsync(
        LocalOptions options, ParseResult arguments, Func<LocalSystem, CancellationToken, Task<bool>> work, CancellationToken cancel)
    {
        var repository = Repository.Find();
        await using var system = await LocalSystem.StartAsync(repository, options.Data(arguments, repository), options.Port(arguments), cancel);
        var ended = system.EndedAsync(CancellationToken.None);
        using var whileUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var working = work(system, whileUp.Token);
        await Task.WhenAny(working, ended);
        if (working.IsFaulted)
            await Task.WhenAny(ended, Task.Delay(Grace, cancel)); // of an app that was killed, its requests know first
        if (!ended.IsCompleted)
            return await working ? 0 : await RunOnAsync(ended, cancel);
        await whileUp.CancelAsync();
        await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        int code = await RunOnAsync(ended, cancel);
        return working.IsCompletedSuccessfully ? code : throw new OperationCanceledException(cancel);
    }

    /// <summary>Tells where the figures are.</summary>
    public static void PrintAddresses(LocalSystem system)
    {
        Screen.Heading("Pulso is up");
        Screen.Pairs(
            ("health", $"{system.Url}api/health"),
            ("events", $"{system.Url}api/{{tenant}}/events"),
            ("figures", $"{system.Url}api/{{tenant}}/kpis?from=…&to=…"),
            ("BI files", $"{system.Url}api/{{tenant}}/exports/v1/manifest.json"),
            ("key", $"Authorization: Bearer {system.AdminKey}"),
            ("data", system.Data),
            ("storage", $"Azurite at ports {system.Storage.Blob} (blobs), {system.Storage.Queue} (queues), {system.Storage.Table} (tables)"));
        Screen.Line("\nCtrl+C ends it.");
    }

    private static async Task<int> RunOnAsync(Task<int> ended, CancellationToken cancel)
    {
        try
        {
            int code = await ended.WaitAsync(cancel);
            // Ctrl+C reaches the app as well, and it may be the quicker one.
            await Task.Delay(Grace, cancel);
            string how = code > 128 ? $"The app was killed (exit code {code})." : $"The app has ended (exit code {code}).";
            throw new Failure(how, "What it accepted is kept: start it again.");
        }
        catch (OperationCanceledException)
        {
            Screen.Line("Ending …");
            return 0;
        }
    }
}
