using static Pulso.Events.Field;

namespace Pulso.Events;

/// <summary>The event types of the contract, in the order that decides between events of one instant.</summary>
public static class EventTypes
{
    private static readonly Field[] ContactFields =
        [Customer, Field.Thread, Channel, Direction, Queue, Reason, Priority, Difficulty, Language, Case, Journey, Variant];

    private static readonly EventType?[] ByRank = new EventType?[256];
    private static readonly Dictionary<string, EventType> ByName = [];

    public static readonly EventType ContactStarted = OfContact(1, "contact.started");
    public static readonly EventType ContactQueued = OfContact(2, "contact.queued");
    public static readonly EventType ContactAnswered = OfContact(3, "contact.answered", Agent);
    public static readonly EventType ContactAbandoned = OfContact(4, "contact.abandoned");
    public static readonly EventType ContactHandled = OfContact(5, "contact.handled", Agent, Talk, Hold, Wrap, Silence);
    public static readonly EventType ContactTransferred = OfContact(6, "contact.transferred", TransferKind, ToQueue, ToAgent);
    public static readonly EventType ContactEscalated = OfContact(7, "contact.escalated", Level);
    public static readonly EventType ContactResolved = OfContact(8, "contact.resolved", By, Agent, Outcome);
    public static readonly EventType ContactReopened = OfContact(9, "contact.reopened");
    public static readonly EventType ContactClosed = OfContact(10, "contact.closed");
    public static readonly EventType ContactClassified = OfContact(11, "contact.classified", Intent);
    public static readonly EventType ContactPaused = OfContact(12, "contact.paused");
    public static readonly EventType ContactResumed = OfContact(13, "contact.resumed");
    public static readonly EventType CallbackRequested = OfContact(14, "callback.requested");
    public static readonly EventType CallbackAttempted = OfContact(15, "callback.attempted", Answered);
    public static readonly EventType MessageReceived = OfContact(16, "message.received", MessageId);
    public static readonly EventType MessageSent = OfContact(17, "message.sent", By, Agent, MessageId);
    public static readonly EventType MessageDelivered = Receipt(18, "message.delivered");
    public static readonly EventType MessageRead = Receipt(19, "message.read");
    public static readonly EventType MessageFailed = Receipt(20, "message.failed");
    public static readonly EventType BotEngaged = OfContact(21, "bot.engaged");
    public static readonly EventType BotHandedOver = OfContact(22, "bot.handed-over", WithContext);
    public static readonly EventType IvrEntered = OfContact(23, "ivr.entered");
    public static readonly EventType IvrSelected = OfContact(24, "ivr.selected", Menu, Option);
    public static readonly EventType IvrLeft = OfContact(25, "ivr.left", LeftTo);
    public static readonly EventType SentimentScored = Keep(new(
        26, "sentiment.scored", About.Contact, [.. ContactFields, Score, Model], [Score]));
    public static readonly EventType QualityEvaluated = Keep(new(
        27, "quality.evaluated", About.Contact,
        [.. ContactFields, Agent, Evaluator, Score, Max, Form, FormVersion, Calibration, Criteria], [Score, Max]));
    public static readonly EventType SurveyRequested = OfSurvey(28, "survey.requested", [Survey]);
    public static readonly EventType SurveyAnswered = OfSurvey(29, "survey.answered", [Survey, SurveyKind, Score, Min, Max]);
    public static readonly EventType SurveyFollowedUp = Keep(new(
        30, "survey.followed-up", About.Survey, [Survey, Response, FollowedBy, Themes, Channel, Queue, Reason], [Survey]));
    public static readonly EventType AgentState = Of(31, "agent.state", About.Agent, [Agent, State], Agent, State);
    public static readonly EventType AgentProfiled = Of(
        32, "agent.profiled", About.Agent, [Agent, Team, Supervisor, Site, Skills, PeerGroup, ValidFrom], Agent);
    public static readonly EventType AgentScheduled = Of(33, "agent.scheduled", About.Agent, [Agent, Shifts], Agent, Shifts);
    public static readonly EventType SaleRecorded = Of(
        34, "sale.recorded", About.Customer, [Customer, Amount, Currency, Assisted], Customer, Amount);
    public static readonly EventType CustomerRetained = Of(
        35, "customer.retained", About.Customer, [Customer, Amount, Currency], Customer);
    public static readonly EventType CustomerChurned = Of(
        36, "customer.churned", About.Customer, [Customer, Amount, Currency], Customer);
    public static readonly EventType RevenueRecorded = Of(
        37, "revenue.recorded", About.Customer, [Customer, Amount, Currency], Customer, Amount);
    public static readonly EventType CostRecorded = Of(
        38, "cost.recorded", About.Tenant, [Channel, From, To, Staff, Licences, Overhead, Usage, Basis, Currency], Channel, From, To);
    public static readonly EventType ForecastPublished = Of(
        39, "forecast.published", About.Tenant, [Channel, Queue, Intervals], Channel, Intervals);
    public static readonly EventType ConsentGiven = Of(
        40, "consent.given", About.Customer, [Customer, Channel, Purpose], Customer);
    public static readonly EventType ConsentWithdrawn = Of(
        41, "consent.withdrawn", About.Customer, [Customer, Channel, Purpose], Customer);
    public static readonly EventType IssuePrevented = Of(42, "issue.prevented", About.Itself, [Channel, Reason, Trigger]);
    public static readonly EventType AnnotationAdded = Of(
        43, "annotation.added", About.Tenant, [Note, AnnotationKind, Agent, Due, Channel, Queue, Until, Example, CoachingGoal], Note);

    /// <summary>Stands for every type that this version does not know: accepted, counted and archived, and without figures.</summary>
    public static readonly EventType Unknown = KeepRank(new(199, "(unknown)", About.Itself, [TypeName], []));

    /// <summary>Says only that its instant was reached: what a set of events cannot know. The timer sends it; it is archived like any other.</summary>
    internal static readonly EventType TimeReached = KeepRank(new(198, "time.reached", About.Itself, [], []));

    /// <summary>What a contact tells its customer's timeline: the facts that FCR and recontact need.</summary>
    internal static readonly EventType ContactObserved = Derived(200, "contact.observed", About.Customer);

    /// <summary>What an agent's day tells the timeline over the days: that it has states, and whether the last one is open.</summary>
    internal static readonly EventType AgentDayObserved = Derived(210, "agent.day-observed", About.Agent);

    /// <summary>What a day that asked is told: after the day at this event's time, another one has states.</summary>
    internal static readonly EventType AgentDayFollowed = Derived(211, "agent.day-followed", About.Agent);

    /// <summary>What a timeline tells of an alert: that it is to be raised.</summary>
    internal static readonly EventType AlertRaised = Derived(220, "alert.raised", About.Itself);

    /// <summary>What a contact tells a queue that it waits in.</summary>
    internal static readonly EventType QueueWaited = Derived(221, "queue.waited", About.Itself);

    /// <summary>The types that may come from outside.</summary>
    public static IReadOnlyCollection<EventType> All => ByName.Values;

    /// <summary>The type of that name, or <see cref="Unknown"/>.</summary>
    public static EventType Named(string name) => ByName.GetValueOrDefault(name, Unknown);

    internal static EventType OfRank(byte rank) => ByRank[rank] ?? throw new InvalidDataException($"unknown event type {rank}");

    private static EventType OfContact(byte rank, string name, params Field[] own) =>
        Keep(new(rank, name, About.Contact, [.. ContactFields, .. own], []));

    private static EventType Receipt(byte rank, string name) =>
        Keep(new(rank, name, About.Contact, [.. ContactFields, MessageId], [MessageId]));

    private static EventType OfSurvey(byte rank, string name, Field[] required) => Keep(new(
        rank, name, About.Survey,
        [Survey, Response, SurveyKind, Mode, Respondent, Score, Min, Max, Polarity, Comment, Customer, Field.Thread, Channel, Queue, Reason],
        required));

    private static EventType Of(byte rank, string name, About about, Field[] fields, params Field[] required) =>
        Keep(new(rank, name, about, fields, required));

    // What is told and not sent is checked by nobody: which fields it may carry is for the timelines to say.
    private static EventType Derived(byte rank, string name, About about) => KeepRank(new(rank, name, about, [], []));

    private static EventType Keep(EventType type)
    {
        ByName.Add(type.Name, type);
        return KeepRank(type);
    }

    private static EventType KeepRank(EventType type) => ByRank[type.Rank] = type;
}
