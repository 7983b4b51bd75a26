using System.Globalization;
using Spectre.Console;

namespace Pulso.Cli.Screens;

/// <summary>What a person reads. Without a terminal it stays plain: no colours, no control characters, no wrapped lines.</summary>
internal static class Screen
{
    private const int PlainWidth = 400;

    private static readonly IAnsiConsole Errors = Open(Console.Error, Console.IsErrorRedirected);

    static Screen() => AnsiConsole.Console = Open(Console.Out, Console.IsOutputRedirected);

    /// <summary>True where something may be drawn over.</summary>
    public static bool IsTerminal => AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>A line as it is: addresses in it stay whole, so that they can be clicked and copied.</summary>
    public static void Line(string text = "")
    {
        // A meter in sight knows of what the console writes, and of nothing else.
        if (Meter.IsShown)
            AnsiConsole.WriteLine(text);
        else
            Console.Out.WriteLine(text);
    }

    public static void Done(string text) => AnsiConsole.MarkupLine($"[green]✓[/] {Markup.Escape(text)}");

    public static void Warn(string text) => AnsiConsole.MarkupLine($"[yellow]![/] {Markup.Escape(text)}");

    public static void Heading(string text) => AnsiConsole.MarkupLine($"\n[bold]{Markup.Escape(text)}[/]");

    /// <summary>Labels and values below each other.</summary>
    public static void Pairs(params (string Label, string Value)[] pairs)
    {
        int width = pairs.Max(pair => pair.Label.Length);
        foreach (var (label, value) in pairs)
            Line($"  {label.PadRight(width)}  {value}");
    }

    /// <summary>A whole number, its thousands apart.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static void Show(Table table) => AnsiConsole.Write(table);

    /// <summary>A table in the one look of this program.</summary>
    public static Table NewTable() => new Table().Border(IsTerminal ? TableBorder.Rounded : TableBorder.Ascii2);

    public static void Error(string message, IEnumerable<string> details)
    {
        Errors.MarkupLine($"[red]error:[/] {Markup.Escape(message)}");
        foreach (string detail in details)
            Errors.WriteLine($"  {detail}");
    }

    private static IAnsiConsole Open(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
