using Pulso.Events;

namespace Pulso.Tests.Generated;

/// <summary>What the events of one contact say beside what they must: few values, so that they meet.</summary>
internal sealed class GeneratedValues(Random random)
{
    private static readonly long[] Durations = [0, 1, 4_999, 5_000, 20_000, 60_000, 300_000];
    private static readonly Field[] OfHandling = [Field.Talk, Field.Hold, Field.Wrap, Field.Silence];

    // How often an event tells the field, in a hundred, and what; the first one thrice as often.
    private static readonly (Field Field, int Often, object[] Values)[] Known =
    [
        (Field.Customer, 20, ["ann", "ann", "ben", "eve"]),
        (Field.Channel, 15, ["voice", "voice", "chat", "helpdesk", "whatsapp", "fax"]),
        (Field.Direction, 5, ["inbound", "inbound", "outbound", "proactive"]),
        (Field.Queue, 15, ["north", "south", "east"]),
        (Field.Reason, 10, ["bill", "line"]),
        (Field.Priority, 10, ["1", "2"]),
        (Field.Difficulty, 5, [500, 1_001, 1_003, 2_000]),
        (Field.Case, 10, ["case-1", "case-1", "case-2"]),
        (Field.Variant, 4, ["old", "old", "new"]),
        (Field.Agent, 60, ["kim", "kim", "lee", "sam"]),
        (Field.Outcome, 40, ["solved", "unsolved"]),
        (Field.LeftTo, 90, ["queue", "hangup", "contained", "agent"]),
        (Field.TransferKind, 80, ["warm", "cold", "flow"]),
        (Field.ToQueue, 70, ["north", "south"]),
        (Field.By, 60, ["agent", "agent", "bot", "system"]),
        (Field.WithContext, 50, [0, 1]),
        (Field.Answered, 80, [0, 1]),
        (Field.Menu, 70, ["main", "main", "cards"]),
        (Field.Option, 70, ["1", "2"]),
        (Field.Form, 70, ["form-1", "form-2"]),
        (Field.FormVersion, 60, ["1", "2"]),
        (Field.Criteria, 60, ["""{"tone":4.5,"facts":3}""", """{"tone":0}""", "{}", """{"facts":-1.0005,"close":2.0005}"""]),
        (Field.Calibration, 60, [0, 1, 1]),
        (Field.Survey, 100, ["after", "after", "yearly"]),
        (Field.Response, 40, ["response-1", "response-2"]),
        (Field.Mode, 80, ["transactional", "relational"]),
        (Field.Respondent, 60, ["customer", "employee"]),
        (Field.Polarity, 40, ["high-is-good", "low-is-good"]),
    ];

    // In thousandths.
    private static readonly (string Kind, long Min, long Max)[] Scales =
    [
        ("csat", 1_000, 5_000), ("csat", 0, 10_000), ("csat", 1_000, 5_000), ("csat", 1_000, 5_000),
        ("ces", 1_000, 7_000), ("ces", 1_000, 5_000), ("ces", 0, 12_000), ("ces", -3_000, 3_000),
        ("nps", 0, 10_000), ("nps", 0, 10_000), ("nps", 0, 10_000), ("nps", 0, 10_000), ("nps", 0, 10_000), ("nps", 1_000, 10_000),
        ("thumb", 0, 1_000), ("thumb", 1_000, 2_000), ("thumb", 0, 2_000),
    ];

    private int messages;

    /// <param name="first">It is the first event: it tells more.</param>
    public List<(Field Field, object Value)> Of(EventType type, IReadOnlyList<(Field Field, object Value)> told, bool first)
    {
        var values = new List<(Field Field, object Value)>(told);
        foreach (var (field, often, words) in Known)
        {
            if (Knows(type, field) && random.Next(100) < (first ? 3 * often : often))
                Tell(values, field, words[random.Next(words.Length)]);
        }
        if (type == EventTypes.ContactHandled)
            values.AddRange(OfHandling.Where(_ => random.Next(100) < 70).Select(field => (field, (object)Any(Durations))));
        if (Knows(type, Field.MessageId))
            AddMessage(type, values);
        if (type == EventTypes.SentimentScored)
            Tell(values, Field.Score, Any([-1_000L, -251, -250, -249, 0, 700, 900, 1_000]));
        if (type == EventTypes.QualityEvaluated)
            AddScore(values, 0, Any([3_000L, 7_000, 10_000]));
        if (type == EventTypes.SurveyAnswered)
            AddAnswer(values);
        return values;
    }

    private static bool Knows(EventType type, Field field) => type.FieldNamed(field.Name) == field;

    private static void Tell(List<(Field Field, object Value)> values, Field field, object value)
    {
        if (!values.Exists(known => known.Field == field))
            values.Add((field, value));
    }

    /// <summary>Messages have ids one after another; receipts name any of them, sent or not yet.</summary>
    private void AddMessage(EventType type, List<(Field Field, object Value)> values)
    {
        if (type == EventTypes.MessageReceived || type == EventTypes.MessageSent)
            Tell(values, Field.MessageId, $"message-{(random.Next(10) > 0 ? ++messages : messages)}");
        else
            Tell(values, Field.MessageId, $"message-{random.Next(messages + 2)}");
    }

    private void AddAnswer(List<(Field Field, object Value)> values)
    {
        var told = values.Find(value => value.Field == Field.SurveyKind).Value;
        var (kind, min, max) = Any(Scales.Where(scale => told is null || scale.Kind.Equals(told)).ToList());
        Tell(values, Field.SurveyKind, kind);
        Tell(values, Field.Min, min);
        AddScore(values, min, max);
    }

    private void AddScore(List<(Field Field, object Value)> values, long min, long max)
    {
        Tell(values, Field.Max, max);
        // Whole points mostly, and bounds often; broken ones where halves decide.
        long points = (max - min) / 1_000;
        Tell(values, Field.Score, random.Next(5) switch
        {
            0 or 1 => Any([min, max, max, min + ((max - min) / 2), min + ((max - min) * 3 / 4)]),
            2 => min + random.NextInt64(max - min + 1),
            _ => min + (1_000 * random.NextInt64(points + 1)),
        });
    }

    private T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
