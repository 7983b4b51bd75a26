using System.CommandLine;
using System.Runtime.InteropServices;
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
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await root.Parse(arguments).InvokeAsync(configuration, stop.Token);
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
}
