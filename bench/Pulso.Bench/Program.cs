using System.Runtime.InteropServices;
using Pulso.Bench.Neighbours;
using Pulso.Bench.Report;
using Pulso.Bench.Running;
using Pulso.Bench.Scale;
using Pulso.Bench.Soak;
using Pulso.Bench.Streams;

namespace Pulso.Bench;

internal static class Program
{
    // The bank's month.
    private const int Calls = 31_000;
    private const int Days = 31;

    public static async Task<int> Main(string[] args)
    {
        if (CommandLine.Read(args, Console.Error) is not { } parameters)
            return 2;
        using var end = new CancellationTokenSource(parameters.SoakMinutes is { } minutes ? TimeSpan.FromMinutes(minutes + 15) : parameters.Limit);
        // Whatever ends this program ends first what it has started.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, end));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, end));
        if (parameters.Scale)
            return await SimulateAsync(parameters);
        if (parameters.SoakMinutes is { } soak)
            return await SoakAsync(TimeSpan.FromMinutes(soak), end.Token);
        return await (parameters.Neighbours ? MeasureNeighboursAsync(end.Token) : RunAsync(parameters, end.Token));
    }

    private static async Task<int> MeasureNeighboursAsync(CancellationToken cancel)
    {
        string document = await NoisyNeighbour.MeasureAsync(cancel);
        Console.WriteLine(document);
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "bench", "neighbours.md"), document, CancellationToken.None);
        return 0;
    }

    private static async Task<int> SoakAsync(TimeSpan time, CancellationToken cancel)
    {
        var before = Machine.Here();
        string document = SoakDocument.Of(await SoakRun.SampleAsync(time, cancel), before);
        Console.WriteLine(document);
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "bench", "soak.md"), document, CancellationToken.None);
        return 0;
    }

    private static async Task<int> SimulateAsync(Parameters parameters)
    {
        var stream = (parameters.EventsFile is { } file ? EventStream.Read(file) : GeneratedCalls.Of(Parameters.Seed, Calls, Days)).First(parameters.First);
        double derived = Derived.PerEvent(new Tenant("scale", stream.Sources()), stream);
        string document = ScaleDocument.Of(derived, $"the first {stream.Lines.Count:#,0} events of {stream.Name}");
        Console.WriteLine(document);
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "docs", "scale.md"), document, CancellationToken.None);
        return 0;
    }

    private static async Task<int> RunAsync(Parameters parameters, CancellationToken cancel)
    {
        var machine = Machine.Here();
        var time = new TimeBound(parameters.Limit);
        var stream = parameters.EventsFile is { } file ? EventStream.Read(file) : GeneratedCalls.Of(Parameters.Seed, Calls, Days);
        stream = stream.First(parameters.Events);
        Console.WriteLine($"{stream.Name}: {stream.Lines.Count:#,0} events");
        var measured = new Measured();
        var measurements = new Measurements(parameters, stream, measured);
        var rounds = new Rounds(parameters, measurements, measured, time);
        bool whole = await TryAsync(rounds, measured, cancel);
        string document = Document.Of(
            measured, machine, parameters, stream.Name, stream.Lines.Count, TimeProvider.System.GetUtcNow(), time.Elapsed);
        Console.WriteLine();
        Console.WriteLine(document);
        if (parameters.ResultsFile is { } results)
            await File.WriteAllTextAsync(results, document, CancellationToken.None);
        if (measurements.Costs is { } costs && parameters.CostsFile is { } costsFile)
            await File.WriteAllTextAsync(costsFile, costs, CancellationToken.None);
        return whole ? 0 : 1;
    }

    private static async Task<bool> TryAsync(Rounds rounds, Measured measured, CancellationToken cancel)
    {
        try
        {
            return await rounds.RunAsync(cancel);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            measured.Remarks.Add("Stopped before the end: interrupted, or the time was up.");
            return false;
        }
    }

    private static void End(PosixSignalContext signal, CancellationTokenSource end)
    {
        signal.Cancel = true;
        end.Cancel();
    }
}
