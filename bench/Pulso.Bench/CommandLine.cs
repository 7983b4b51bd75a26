using System.Globalization;

namespace Pulso.Bench;

/// <summary>What the caller asks for.</summary>
internal static class CommandLine
{
    private const string Usage = """
        dotnet run -c Release --project bench/Pulso.Bench -- [--events FILE] [--out FILE] [--naive N] [--only WORD] [--quick]
        dotnet run -c Release --project bench/Pulso.Bench -- --neighbours
        dotnet run -c Release --project bench/Pulso.Bench -- --scale
        dotnet run -c Release --project bench/Pulso.Bench -- --soak MINUTES

          --events FILE  canonical events, one a line, in time order (.ndjson or .ndjson.gz); by default the bank's month
                         in shared/data, beside the repository or above it; made by a seed where that is absent
          --out FILE     where the results go (bench/results.md)
          --naive N      how many events the naive way takes (20,000)
          --only WORD    only the measures whose name has the word in it
          --neighbours   measures a quiet tenant beside a noisy one instead, into bench/neighbours.md
          --scale        simulates the deployed shape instead, into docs/scale.md
          --soak M       keeps a steady rate for so many minutes instead, into bench/soak.md
          --quick        small sizes, to see that everything runs; with it or --only no results are written unless --out says where
        """;

    /// <returns>Null when the arguments are wrong; the usage is written then.</returns>
    public static Parameters? Read(IReadOnlyList<string> args, TextWriter errors)
    {
        if (Options(args) is not { } options)
        {
            errors.WriteLine(Usage);
            return null;
        }
        bool quick = options.ContainsKey("--quick");
        var sizes = quick ? Parameters.Quick : Parameters.Whole;
        return sizes with
        {
            Neighbours = options.ContainsKey("--neighbours"),
            Scale = options.ContainsKey("--scale"),
            SoakMinutes = options.TryGetValue("--soak", out string? soak) ? Count(soak) : null,
            EventsFile = options.GetValueOrDefault("--events") ?? Repository.Shared(Parameters.DefaultEvents),
            ResultsFile = options.GetValueOrDefault("--out") ?? (quick || options.ContainsKey("--only") ? null : Repository.Results),
            CostsFile = quick ? null : Repository.Costs,
            Only = options.GetValueOrDefault("--only") ?? "",
            NaiveEvents = options.TryGetValue("--naive", out string? naive) ? Count(naive)!.Value : sizes.NaiveEvents,
        };
    }

    private static Dictionary<string, string>? Options(IReadOnlyList<string> args)
    {
        var options = new Dictionary<string, string>();
        for (int i = 0; i < args.Count; i++)
        {
            string? value = args.ElementAtOrDefault(i + 1);
            if (args[i] is "--quick" or "--neighbours" or "--scale")
                options[args[i]] = "";
            else if (value is not null && (args[i] is "--events" or "--out" or "--only" || (args[i] is "--naive" or "--soak" && Count(value) is not null)))
                options[args[i++]] = value;
            else
                return null;
        }
        return options;
    }

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
