using System.Text.Json;
using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;
using static Pulso.Events.EventTypes;

namespace Pulso.Tests.Generated;

/// <summary>What is said of money, of what was expected and of customers: few spans and few instants, so that they meet and replace each other.</summary>
internal sealed class Commerce(long fromMs, Random random)
{
    private static readonly string[] Channels = ["voice", "voice", "chat"];
    private static readonly long[] Steps = [-8 * At.Day, -At.Day, -At.Hour, 0, 0, 1, 7 * At.Minute, At.Hour, 3 * At.Hour, At.Day, 6 * At.Day, 7 * At.Day, 40 * At.Day];
    private static readonly long[] Lengths = [1, 7 * At.Minute, At.Hour, At.Hour, 5 * At.Hour, 26 * At.Hour];
    private static readonly long[] Amounts = [0, 1, -1, 5, 1_000, 99_999, 12_345_678, -7_001, 1_000_000_000_000];

    private int events;

    /// <param name="contacts">What contacts said: sales name them, and churns follow them.</param>
    public static IEnumerable<Frame> Around(IReadOnlyList<Frame> contacts, long fromMs, Random random)
    {
        var commerce = new Commerce(fromMs, random);
        for (int count = random.Next(12); count > 0; count--)
        {
            foreach (var frame in commerce.Next(contacts))
                yield return frame;
        }
    }

    private IEnumerable<Frame> Next(IReadOnlyList<Frame> contacts) => random.Next(8) switch
    {
        0 or 1 => Frames(Item(CostRecorded, Cost()), null),
        2 or 3 => Frames(Item(ForecastPublished, Expected()), null),
        4 or 5 => Frames(Told(contacts), null),
        6 => Sale(contacts),
        _ => Frames(Item(IssuePrevented, [(Field.Channel, Any(Channels)), (Field.Reason, "bill")]), null),
    };

    /// <summary>What is said of a customer, often of one who came again, some time after that.</summary>
    private Event Told(IReadOnlyList<Frame> contacts)
    {
        var type = Any<EventType>([CustomerRetained, CustomerChurned, CustomerChurned, RevenueRecorded, RevenueRecorded]);
        var known = contacts.Where(frame => frame.Event.Text(Field.Customer) is not null).ToList();
        string? often = known.Count == 0 ? null : known.CountBy(frame => frame.Event.Text(Field.Customer)!).MaxBy(count => count.Value).Key;
        return random.Next(4) > 0 && often is not null
            ? Item(type, [.. Customer().Where(value => value.Item1 != Field.Customer), (Field.Customer, often)], [known.FindLast(frame => frame.Event.Text(Field.Customer) == often)!])
            : Item(type, Customer(), contacts);
    }

    private IEnumerable<Frame> Sale(IReadOnlyList<Frame> contacts)
    {
        var sale = Item(SaleRecorded, [.. Customer(), (Field.Assisted, random.Next(5) == 0 ? 0L : 1L)], contacts);
        var of = contacts.Count == 0 ? default : Any(contacts).Key;
        return of.Kind is TimelineKind.Contact or TimelineKind.Thread && random.Next(4) > 0
            ? [new Frame(of, "/commerce", sale)]
            : Frames(sale, random.Next(3) == 0 ? "unheard-of" : null);
    }

    private List<(Field, object)> Cost()
    {
        long from = fromMs + Any([0, 0, At.Hour, 7 * At.Minute, -At.Day]);
        var values = new List<(Field, object)>
        {
            (Field.Channel, Any(Channels)), (Field.From, from), (Field.To, from + Any(Lengths)), (Field.Staff, Any(Amounts)),
        };
        if (random.Next(3) == 0)
            values.Add((Field.Usage, Any(Amounts)));
        if (random.Next(3) > 0)
            values.Add((Field.Basis, Any(["planned", "actual"])));
        return Priced(values);
    }

    private List<(Field, object)> Expected()
    {
        long from = fromMs + Any(Steps) + (Any([0, 1, 2, 3]) * At.Hour);
        var intervals = new List<object>();
        for (int count = random.Next(1, 5); count > 0; count--)
        {
            long to = from + Any([1, At.Hour / 4, At.Hour / 4, At.Hour, 30 * At.Hour]);
            intervals.Add(new { from, to, contacts = Any([0m, 12.5m, 3.0005m, 1m, 200m]) });
            from = random.Next(4) == 0 ? from - At.Minute : random.Next(4) == 0 ? to + (2 * At.Hour) : to;
        }
        var values = new List<(Field, object)> { (Field.Channel, Any(Channels)), (Field.Intervals, JsonSerializer.Serialize(intervals)) };
        if (random.Next(3) > 0)
            values.Add((Field.Queue, "north"));
        return values;
    }

    private List<(Field, object)> Customer() => Priced([(Field.Customer, Any(["ann", "ann", "ann", "ann", "ben", "ben", "eve", "zoe"])), (Field.Amount, Any(Amounts))]);

    private List<(Field, object)> Priced(List<(Field, object)> values)
    {
        if (random.Next(4) == 0)
            values.Add((Field.Currency, Any(["USD", "usd", "EUR"])));
        return values;
    }

    /// <summary>An event at about the time of some contact's, often at the very same.</summary>
    private Event Item(EventType type, List<(Field Field, object Value)> values, IReadOnlyList<Frame>? around = null)
    {
        long at = around is { Count: > 0 } && random.Next(3) > 0 ? Any(around).Event.TimeMs : fromMs;
        return new Event(
            type, at + Any(Steps) + (random.Next(4) == 0 ? 14 * At.Day : 0), EventId.Of("/commerce", $"{events++}"),
            Values.Of([.. values.Where(value => type.FieldNamed(value.Field.Name) == value.Field)]));
    }

    private static IEnumerable<Frame> Frames(Event item, string? subject) =>
        TimelineKey.AllOf(item, subject).Select(key => new Frame(key, "/commerce", item));

    private T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
