using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Pulso.Cli.Server;

/// <summary>The options <c>--from</c> and <c>--to</c>: business days, both included.</summary>
/// <param name="required">False where they may be left out: they are the default date then.</param>
internal sealed class DayRange(bool required = true)
{
    private readonly Option<DateOnly> from = Day("--from", "First business day, yyyy-MM-dd", required);
    private readonly Option<DateOnly> to = Day("--to", "Last business day, included", required);

    public void AddTo(Command verb)
    {
        verb.Options.Add(from);
        verb.Options.Add(to);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(from) is { Errors: var a } && result.GetResult(to) is { Errors: var b } && !a.Any() && !b.Any()
                && (required || result.GetValue(to) != default) && result.GetValue(to) < result.GetValue(from))
                result.AddError("--to must not be before --from.");
        });
    }

    public (DateOnly From, DateOnly To) Read(ParseResult arguments) => (arguments.GetValue(from), arguments.GetValue(to));

    private static Option<DateOnly> Day(string name, string description, bool required) => new(name)
    {
        Description = description,
        Required = required,
        HelpName = "date",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[^1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError($"'{result.Tokens[^1].Value}' is not a date, yyyy-MM-dd.");
            return default;
        },
    };
}
