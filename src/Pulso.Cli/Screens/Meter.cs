using System.Diagnostics;
using Spectre.Console;

namespace Pulso.Cli.Screens;

/// <summary>How far a piece of work has come: a bar on a terminal, a line now and then elsewhere.</summary>
internal sealed class Meter
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private readonly string what;
    private readonly long total;
    private readonly ProgressTask? bar;
    private readonly Stopwatch sinceLine = Stopwatch.StartNew();
    private readonly Lock alone = new();
    private long done;

    private Meter(string what, long total, ProgressTask? bar) => (this.what, this.total, this.bar) = (what, total, bar);

    /// <summary>True while a bar is drawn.</summary>
    public static bool IsShown { get; private set; }

    /// <summary>Runs the work with a meter of so many steps.</summary>
    public static async Task<T> RunAsync<T>(string what, long total, Func<Meter, Task<T>> work)
    {
        if (!Screen.IsTerminal)
            return await work(new Meter(what, total, null));
        IsShown = true;
        try
        {
            return await AnsiConsole.Progress().AutoClear(true).HideCompleted(false)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
                .StartAsync(context => work(new Meter(what, total, context.AddTask(Markup.Escape(what), maxValue: Math.Max(total, 1)))));
        }
        finally
        {
            IsShown = false;
        }
    }

    /// <summary>Runs work of unknown length.</summary>
    public static async Task<T> WaitAsync<T>(string what, Func<Task<T>> work)
    {
        if (Screen.IsTerminal)
        {
            IsShown = true;
            try
            {
                return await AnsiConsole.Status().Spinner(Spinner.Known.Dots).StartAsync(Markup.Escape(what), _ => work());
            }
            finally
            {
                IsShown = false;
            }
        }
        var waiting = work();
        var watch = Stopwatch.StartNew();
        while (await Task.WhenAny(waiting, Task.Delay(2 * BetweenLines)) != waiting)
            Screen.Line($"{what}: {watch.Elapsed.TotalSeconds:0} s");
        return await waiting;
    }

    public void Add(long steps)
    {
        lock (alone)
        {
            done += steps;
            bar?.Value(done);
            if (bar is not null || sinceLine.Elapsed < BetweenLines || done >= total)
                return;
            sinceLine.Restart();
        }
        Screen.Line($"{what}: {done:N0} of {total:N0}");
    }
}
