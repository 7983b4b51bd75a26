using System.CommandLine;
using System.Diagnostics;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;

namespace Pulso.Cli.Replays;

/// <summary><c>replay</c>: posts the canonical events of a file and waits until they are applied.</summary>
internal static class Replay
{
    /// <summary>The secret of every source in <c>samples/</c>: for systems on this machine alone.</summary>
    public const string SampleSecret = "whsec_cHVsc28gc2FtcGxlIHNlY3JldDogbG9jYWwgb25seSE=";

    public static Command Verb()
    {
        var file = new Argument<FileInfo>("file") { Description = "Canonical events, one JSON object a line; .gz or plain" }.AcceptExistingOnly();
        var options = new ReplayOptions();
        var verb = new TenantVerb("replay", "Post the canonical events of a file, signed, and wait until they are applied", file);
        options.AddTo(verb.Command);
        return verb.Does(async (client, tenant, arguments, cancel) =>
        {
            var events = await EventFile.ReadAsync(arguments.GetRequiredValue(file).FullName, cancel);
            if (events.Count == 0)
                throw new Failure("The file holds no events.");
            var plan = DeliveryPlan.Of(events.Count, options.Times(arguments), options.ShuffleSeed(arguments));
            var delivery = options.Delivery(arguments, client, tenant);
            return await RunAsync(client, tenant, delivery, events, plan, cancel);
        });
    }

    /// <summary>Delivers, waits, and tells how many were accepted and applied.</summary>
    /// <returns>0 when every accepted delivery was applied, else 1.</returns>
    public static async Task<int> RunAsync(
        PulsoClient client, string tenant, Delivery delivery, EventFile events, int[] plan, CancellationToken cancel)
    {
        var settling = new Settling(client, tenant, TimeProvider.System);
        int before = await settling.DeadLetteredAsync(cancel);
        var watch = Stopwatch.StartNew();
        long accepted = await Meter.RunAsync("sending", plan.Length, meter => delivery.SendAsync(events, plan, meter, cancel));
        var sending = watch.Elapsed;
        int after = await Meter.WaitAsync("waiting until they are applied", () => settling.WaitAsync(cancel));
        long applied = accepted - (after - before);
        if (delivery.Repeats > 0)
            Screen.Line($"{delivery.Repeats} requests were sent again, because the app did not take them at once");
        double seconds = watch.Elapsed.TotalSeconds;
        Screen.Line($"sent in {sending.TotalSeconds:0.0} s, applied after {seconds:0.0} s: {accepted / seconds:0} events/s");
        Screen.Line($"accepted {accepted}, applied {applied}");
        return accepted == applied ? 0 : 1;
    }
}
