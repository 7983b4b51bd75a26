using System.Collections.Concurrent;
using System.Text.Json;
using Pulso.Cli.Demo;
using Pulso.Cli.Replays;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;

namespace Pulso.Cli.Tests.Demo;

/// <summary>A demonstration day as the product reads and counts it.</summary>
internal sealed class CountedDay
{
    private static readonly ConcurrentDictionary<DateOnly, Lazy<CountedDay>> Days = [];

    private readonly Cells cells;

    private CountedDay(DateOnly date)
    {
        Settings = Sample("demo.settings.json");
        Day = DemoDay.Of(date, Settings.Calendar.StartOfDay(date), Settings.Calendar.EndOfDay(date));
        Requests = [.. Parse(Day)];
        var frames = Requests.SelectMany(request => request.Events)
            .SelectMany(parsed => Frame.AllOf(parsed.Source, parsed.Event, parsed.Subject));
        cells = Recount.Of(frames, Settings);
    }

    /// <summary>The day of a date: generated once, for it takes a second.</summary>
    public static CountedDay Of(DateOnly date) => Days.GetOrAdd(date, day => new Lazy<CountedDay>(() => new CountedDay(day))).Value;

    public TenantSettings Settings { get; }

    public DemoDay Day { get; }

    public IReadOnlyList<ParsedRequest> Requests { get; }

    /// <summary>A KPI of the day; of one channel, of some hours by the wall clock, where given.</summary>
    public double? Value(string kpi, string? channel = null, int fromHour = 0, int toHour = 24)
    {
        var sum = new Tally();
        var asked = Catalogue.Find(kpi)!;
        foreach (var (key, tally) in cells.All.Where(cell => cell.Key.Kind == asked.Home))
        {
            int hour = Settings.Calendar.HourAt(key.IntervalMs);
            if (key.Date == Day.Date && (channel is null || key.Dimensions.Channel == channel) && hour >= fromHour && hour < toHour)
                sum.Add(tally);
        }
        return Figure.Of(asked, sum).Value;
    }

    /// <summary>The settings in a file of <c>samples/</c>.</summary>
    public static TenantSettings Sample(string name) =>
        SettingsParser.Parse(JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(Local.Repository.Find().Sample(name))), out var faults)
        ?? throw new InvalidDataException(string.Join('\n', faults));

    private static IEnumerable<ParsedRequest> Parse(DemoDay day)
    {
        var file = EventFile.Of(day.ToLines());
        var pseudonyms = new Pseudonyms(new byte[32]);
        return Batch.Cut(file, DeliveryPlan.Of(file.Count, 1, null)).Select(batch => EventParser.Batch(batch.Body(), pseudonyms));
    }
}
