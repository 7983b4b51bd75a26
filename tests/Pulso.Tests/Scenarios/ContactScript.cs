using Pulso.Events;
using Pulso.Timelines;

namespace Pulso.Tests.Scenarios;

/// <summary>One contact, written down event by event; times are seconds after its base instant.</summary>
internal sealed class ContactScript(string subject, string from = ContactScript.Morning)
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

    public ContactScript Closed(double seconds) => Event(EventTypes.ContactClosed, seconds);

    public ContactScript Classified(double seconds, params (Field, object)[] values) =>
        Event(EventTypes.ContactClassified, seconds, values);

    public ContactScript EnteredIvr(double seconds) => Event(EventTypes.IvrEntered, seconds);

    public ContactScript LeftIvr(double seconds, string to) => Event(EventTypes.IvrLeft, seconds, (Field.LeftTo, to));

    public ContactScript Event(EventType type, double seconds, params (Field, object)[] values)
    {
        var id = EventId.Of("/test", $"{subject}/{frames.Count}");
        var item = new Event(type, baseMs + (long)(seconds * 1000), id, Values.Of(values));
        frames.Add(new Frame(TimelineKey.Of(item, subject), "/test", item));
        return this;
    }
}
