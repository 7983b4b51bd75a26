using System.CommandLine;
using Pulso.Cli.Server;
using Pulso.Settings;

namespace Pulso.Cli.Replays;

/// <summary>How a file is replayed.</summary>
internal sealed class ReplayOptions
{
    private readonly Option<int?> rate = AtLeastOne<int?>(
        new("--rate") { Description = "Events a second (default: as many as the server takes)", HelpName = "number" });
    private readonly Option<bool> shuffle = new("--shuffle") { Description = "Send all deliveries in random order" };
    private readonly Option<int> duplicate = AtLeastOne<int>(
        new("--duplicate") { Description = "How often each event is sent in all", DefaultValueFactory = _ => 1, HelpName = "number" });
    private readonly Option<int> seed = new("--seed") { Description = "Seed of the random order", DefaultValueFactory = _ => 1, HelpName = "number" };
    private readonly Option<int> inFlight = AtLeastOne<int>(
        new("--in-flight") { Description = "Requests under way at once", DefaultValueFactory = _ => 4, HelpName = "number" });
    private readonly Option<bool> backfill = new("--backfill") { Description = "Send on a lane of its own: live events do not wait behind it" };
    private readonly Option<string?> secret = new("--secret")
    {
        Description = "Secret of every source in the file (default: the one of samples/)",
        HelpName = "whsec_…",
    };

    public ReplayOptions() => secret.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && !StandardSecret.Is(result.Tokens[0].Value))
            result.AddError("--secret must be whsec_ and the base64 of 24 to 64 bytes.");
    });

    public void AddTo(Command verb)
    {
        foreach (Option option in new Option[] { rate, shuffle, duplicate, seed, inFlight, backfill, secret })
            verb.Options.Add(option);
    }

    public int Times(ParseResult arguments) => arguments.GetValue(duplicate);

    public int? ShuffleSeed(ParseResult arguments) => arguments.GetValue(shuffle) ? arguments.GetValue(seed) : null;

    public Delivery Delivery(ParseResult arguments, PulsoClient client, string tenant) =>
        new(client, tenant, arguments.GetValue(secret) ?? Replay.SampleSecret, TimeProvider.System)
        {
            InFlight = arguments.GetValue(inFlight),
            Rate = arguments.GetValue(rate),
            IsBackfill = arguments.GetValue(backfill),
        };

    private static Option<T> AtLeastOne<T>(Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int number) || number < 1))
                result.AddError($"{option.Name} must be a whole number from 1 on.");
        });
        return option;
    }
}
