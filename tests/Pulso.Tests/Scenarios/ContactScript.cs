using Pulso.Events;
using Pulso.Timelines;

namespace Pulso.Tests.Scenarios;

/// <summary>One contact, thread or lone survey, written down event by event; times are seconds after its base instant.</summary>
internal sealed class ContactScript(string subject, string from = ContactScript.Morning, TimelineKind kind = TimelineKind.Contact)
{
    public const string Morning = "2026-03-02T09:00:00Z";

    private readonly List<Frame> frames = [];
    private readonly long baseMs = At.Utc(from);

    public IReadOnlyList<Frame> Frames => frames;

    public ContactScript Started(double seconds, params (Field, object)[] values) => Event(EventTypes.ContactStarted, seconds, values);

    public ContactScript Queued(double seconds, string? queue = null) =>
        Event(EventTypes.ContactQueued, seconds, queue is null ? [] : [(Field.Queue, queue)]);

    public ContactScript Answered(double seconds, string? agent = null) =>
        Event(EventTypes.ContactAnswered, seconds, agent is null ? [] : [(Field.Agent, agent)]);

    public ContactScript Abandoned(double seconds) => Event(EventTypes.ContactAbandoned, seconds);

    public ContactScript Handled(double seconds, params (Field, object)[] values) => Event(EventTypes.ContactHandled, seconds, values);

    public ContactScript Resolved(double seconds) => Event(EventTypes.ContactResolved, seconds);

    public ContactScript Unsolved(double seconds) => Event(EventTypes.ContactResolved, seconds, (Field.Outcome, "unsolved"));

    public ContactScript Reopened(double seconds) => Event(EventTypes.ContactReopened, seconds);

    public ContactScript Escalated(double seconds) => Event(EventTypes.ContactEscalated, seconds);

    public ContactScript Closed(double seconds, params (Field, object)[] values) => Event(EventTypes.ContactClosed, seconds, values);

    public ContactScript Classified(double seconds, params (Field, object)[] values) =>
        Event(EventTypes.ContactClassified, seconds, values);

    public ContactScript EnteredIvr(double seconds) => Event(EventTypes.IvrEntered, seconds);

    public ContactScript LeftIvr(double seconds, string to) => Event(EventTypes.IvrLeft, seconds, (Field.LeftTo, to));

    public ContactScript Received(double seconds, params (Field, object)[] values) => Event(EventTypes.MessageReceived, seconds, values);

    public ContactScript Sent(double seconds, string by, params (Field, object)[] values) =>
        Event(EventTypes.MessageSent, seconds, [(Field.By, by), .. values]);

    public ContactScript Read(double seconds, string message) => Event(EventTypes.MessageRead, seconds, (Field.MessageId, message));

    public ContactScript Delivered(double seconds, string message) => Event(EventTypes.MessageDelivered, seconds, (Field.MessageId, message));

    public ContactScript Bot(double seconds) => Event(EventTypes.BotEngaged, seconds);

    public ContactScript HandedOver(double seconds) => Event(EventTypes.BotHandedOver, seconds);

    /// <summary>An answer to the survey <c>after</c>; scores as on the scale.</summary>
    public ContactScript Said(double seconds, string kind, double score, double min, double max, params (Field, object)[] values) => Event(
        EventTypes.SurveyAnswered, seconds,
        [
            (Field.SurveyKind, kind), (Field.Score, score * 1_000), (Field.Min, min * 1_000), (Field.Max, max * 1_000),
            .. values.Any(value => value.Item1 == Field.Survey) ? values : [(Field.Survey, "after"), .. values],
        ]);

    /// <summary>A CSAT of 5 on 1 to 5.</summary>
    public ContactScript Satisfied(double seconds, params (Field, object)[] values) => Said(seconds, "csat", 5, 1, 5, values);

    public ContactScript FollowedUp(double seconds) => Event(EventTypes.SurveyFollowedUp, seconds, (Field.Survey, "after"));

    public ContactScript Transferred(double seconds, string toQueue) => Event(EventTypes.ContactTransferred, seconds, (Field.ToQueue, toQueue));

    public ContactScript TransferredAs(double seconds, string kind) => Event(EventTypes.ContactTransferred, seconds, (Field.TransferKind, kind));

    public ContactScript Felt(double seconds, double score) => Event(EventTypes.SentimentScored, seconds, (Field.Score, score * 1_000));

    public ContactScript Evaluated(double seconds, double score, double max, bool calibration = false, string form = "form") => Event(
        EventTypes.QualityEvaluated, seconds,
        (Field.Score, score * 1_000), (Field.Max, max * 1_000), (Field.Calibration, calibration), (Field.Form, form));

    public ContactScript Event(EventType type, double seconds, params (Field, object)[] values)
    {
        var id = EventId.Of("/test", $"{subject}/{frames.Count}");
        var item = new Event(type, baseMs + (long)(seconds * 1000), id, Values.Of(values));
        frames.Add(new Frame(Key(item), "/test", item));
        return this;
    }

    private TimelineKey Key(Event item) => kind switch
    {
        TimelineKind.Thread => new TimelineKey(kind, subject),
        TimelineKind.Alone => TimelineKey.Of(item, null),
        _ when item.Type.Name == "time.reached" => new TimelineKey(kind, subject), // told to a timeline, whatever it holds
        _ => TimelineKey.Of(item, subject),
    };
}
