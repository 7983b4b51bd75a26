using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Azure;
using Pulso.Cli.Screens;

namespace Pulso.Cli;

/// <summary>Runs one command line: 0 when it went well, 1 with a message when it did not, 130 when it was interrupted.</summary>
internal static class Invocation
{
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var line = root.Parse(arguments);
            // Who names no verb gets the list of them; who misspells something is told what.
            if (line.Action is ParseErrorAction && line.CommandResult.Command.Subcommands.Count == 0)
                throw Misspelt(line);
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await line.InvokeAsync(configuration, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (Failure failure)
        {
            Screen.Error(failure.Message, failure.Details);
        }
        catch (HttpRequestException error)
        {
            Screen.Error(error.Message, ["Is the system up? dotnet run --project src/Pulso.Cli -- up"]);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException { InnerException: RequestFailedException })
        {
            var refused = error as RequestFailedException ?? (RequestFailedException)error.InnerException!;
            Screen.Error($"the storage did not do it: {refused.Message.Split('\n')[0].TrimEnd()}", []);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Screen.Error(error.Message, []);
        }
        return 1;

        // The work is told to stop, and ends what it has started; nothing is cut off.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static Failure Misspelt(ParseResult line)
    {
        string[] errors = [.. line.Errors.Select(error => error.Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal))];
        var verbs = new Stack<string>();
        for (SymbolResult? at = line.CommandResult; at is CommandResult { Command: not RootCommand } verb; at = at.Parent)
            verbs.Push(verb.Command.Name);
        return new Failure(errors[0], [.. errors.Skip(1), $"see {string.Join(' ', verbs)} --help"]);
    }
}
