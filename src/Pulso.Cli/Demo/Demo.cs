using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulso.Cli.Demo.Scripts;
using Pulso.Cli.Local;
using Pulso.Cli.Replays;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;
using Pulso.Cli.Snapshots;
using Pulso.Cli.Tenants;
using Pulso.Settings;

namespace Pulso.Cli.Demo;

/// <summary><c>demo</c>: <c>up</c>, and a made-up day of a contact centre through the real webhook, to its figures and files.</summary>
internal static class Demo
{
    private const string Tenant = "demo";
    private const string SecondTenant = "demo-norte";

    public static Command Verb()
    {
        var options = new LocalOptions(Path.Combine(".data", "demo"));
        var exit = new Option<bool>("--exit") { Description = "End the system after the figures" };
        var date = new Option<DateOnly?>("--date") { Description = "The day to simulate, yesterday if left out" };
        var history = new Option<int>("--history") { Description = "So many days before it as well, thinner ones, and a second tenant: for the dashboard's comparisons" };
        var verb = new Command("demo", "Start the system and show it with a generated day: events, figures and BI files");
        options.AddTo(verb);
        verb.Options.Add(exit);
        verb.Options.Add(date);
        verb.Options.Add(history);
        verb.SetAction((arguments, cancel) => Up.RunAsync(options, arguments, async (system, whileUp) =>
        {
            await ShowAsync(system, arguments.GetValue(date), arguments.GetValue(history), whileUp);
            if (!arguments.GetValue(exit))
                Screen.Line("\nCtrl+C ends it.");
            return arguments.GetValue(exit);
        }, cancel));
        return verb;
    }

    private static async Task ShowAsync(LocalSystem system, DateOnly? date, int history, CancellationToken cancel)
    {
        using var client = new PulsoClient(system.Url, system.AdminKey);
        byte[] document = await File.ReadAllBytesAsync(Repository.Find().Sample("demo.settings.json"), cancel);
        var settings = SettingsParser.Parse(JsonSerializer.Deserialize<JsonElement>(document), out var faults)
            ?? throw new Failure("samples/demo.settings.json is wrong.", [.. faults]);
        Screen.Heading("A day in a contact centre");
        await PutAsync(client, document, system, cancel);
        var day = Simulated(date ?? Yesterday(settings), settings);
        await SendAsync(client, Tenant, [.. Before(day.Date, history, settings), .. day.Events], cancel);
        if (history > 0)
            await ShowSecondAsync(client, document, day.Date, settings, cancel);
        int files = await Meter.WaitAsync("publishing the day", () => Snapshot.RunAsync(client, Tenant, day.Date, day.Date, null, cancel));
        Screen.Done($"published {day.Date:yyyy-MM-dd}: {files} BI files");
        await DemoReport.PrintAsync(client, Tenant, day.Date, system, cancel);
    }

    /// <summary>A smaller tenant under the same settings, so that there is a portfolio.</summary>
    private static async Task ShowSecondAsync(PulsoClient client, byte[] document, DateOnly date, TenantSettings settings, CancellationToken cancel)
    {
        var second = JsonNode.Parse(document)!.AsObject();
        second["tenant"] = SecondTenant;
        Screen.Done(await PutSettings.RunAsync(client, SecondTenant, JsonSerializer.SerializeToUtf8Bytes(second), cancel));
        var day = DemoDay.Of(date, settings.Calendar.StartOfDay(date), settings.Calendar.EndOfDay(date), parts: 4);
        await SendAsync(client, SecondTenant, day.Events, cancel);
    }

    private static async Task PutAsync(PulsoClient client, byte[] document, LocalSystem system, CancellationToken cancel)
    {
        try
        {
            Screen.Done(await PutSettings.RunAsync(client, Tenant, document, cancel));
        }
        catch (Failure failure) when (failure.Status == System.Net.HttpStatusCode.BadRequest)
        {
            string hint = $"{system.Data} was made with other settings: choose another directory with --data, or delete it";
            throw new Failure(failure.Message, [.. failure.Details, hint]);
        }
    }

    private static DateOnly Yesterday(TenantSettings settings) =>
        settings.Calendar.At(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()).Date.AddDays(-1);

    private static DemoDay Simulated(DateOnly date, TenantSettings settings)
    {
        var day = DemoDay.Of(date, settings.Calendar.StartOfDay(date), settings.Calendar.EndOfDay(date));
        Screen.Done($"simulated {date:yyyy-MM-dd} in Bogotá: {day.Floor.Contacts.Count:N0} contacts, {day.Events.Count:N0} events");
        return day;
    }

    private static List<CanonicalEvent> Before(DateOnly date, int days, TenantSettings settings)
    {
        var events = new List<CanonicalEvent>();
        for (var day = date.AddDays(-days); day < date; day = day.AddDays(1))
        {
            int parts = day.DayOfWeek switch { DayOfWeek.Saturday => 9, DayOfWeek.Sunday => 14, _ => 5 };
            events.AddRange(DemoDay.Of(day, settings.Calendar.StartOfDay(day), settings.Calendar.EndOfDay(day), parts).Events);
        }
        if (days > 0)
            Screen.Done($"simulated {days} days before it: {events.Count:N0} events");
        return events;
    }

    private static async Task SendAsync(PulsoClient client, string tenant, IEnumerable<CanonicalEvent> day, CancellationToken cancel)
    {
        var events = EventFile.Of(CanonicalEvent.ToLines(day));
        var delivery = new Delivery(client, tenant, Replay.SampleSecret, TimeProvider.System);
        if (await Replay.RunAsync(client, tenant, delivery, events, DeliveryPlan.Of(events.Count, 1, null), cancel) != 0)
            throw new Failure("Not every event was applied: the others lie on the dead-letter side.");
    }
}
