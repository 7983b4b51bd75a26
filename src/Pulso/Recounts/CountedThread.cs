using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Threads;

namespace Pulso.Recounts;

/// <summary>A thread, cut into the contacts that it holds (contract, section 1, Threads).</summary>
internal sealed class CountedThread
{
    private readonly string name;
    private readonly IReadOnlyList<Event> events;
    private readonly IReadOnlyList<Event> surveys;
    private readonly TenantSettings settings;
    private readonly string? channel;
    private readonly long knownMs;
    private readonly List<Cut> cuts = [];
    private readonly IReadOnlyList<CountedContact?> contacts;

    /// <param name="events">What is about contacts, in the contract's order.</param>
    /// <param name="surveys">In the contract's order.</param>
    /// <param name="lastMs">The instant of the timeline's latest event, whatever it is about.</param>
    /// <param name="reachedMs">The latest instant that was told to be reached; null where none was.</param>
    public CountedThread(
        string name, IReadOnlyList<Event> events, IReadOnlyList<Event> surveys, long lastMs, long? reachedMs, TenantSettings settings)
    {
        this.name = name;
        this.events = events;
        this.surveys = surveys;
        this.settings = settings;
        channel = events.Select(item => item.Text(Field.Channel)).FirstOrDefault(known => known is not null);
        knownMs = Math.Max(lastMs, reachedMs ?? long.MinValue);
        foreach (var item in events)
            Cutting(item);
        if (reachedMs is { } ms && cuts.Count > 0 && IsSilent(cuts[^1], ms))
            cuts[^1].SilentMs = SilenceOf(cuts[^1]);
        contacts = [.. cuts.Select(ContactOf)];
        Askings = [.. AskingsOf()];
    }

    public IEnumerable<CountedContact> Contacts => contacts.OfType<CountedContact>();

    public IReadOnlyList<CountedAsking> Askings { get; }

    /// <summary>The contact that what is neither a message's nor a survey's lies in; null where there is none.</summary>
    public CountedContact? ContactAt(Event item) => cuts.Count == 0 ? null : contacts[PlaceOf(item)];

    private static bool IsMessage(Event item) => item.Type == EventTypes.MessageReceived || item.Type == EventTypes.MessageSent;

    private static bool IsReceipt(Event item) => item.Type == EventTypes.MessageDelivered
        || item.Type == EventTypes.MessageRead
        || item.Type == EventTypes.MessageFailed;

    /// <summary>Follows the thread: a message may start a contact, closing and reopening change the last one.</summary>
    private void Cutting(Event item)
    {
        if (IsMessage(item) && cuts.Count == 0)
            Start(item.TimeMs);
        else if (IsMessage(item) && item.Number(Field.OfInstant) is null)
            Continue(cuts[^1], item.TimeMs);
        if (cuts.Count == 0)
            return;
        var cut = cuts[At(item.Number(Field.OfInstant) ?? item.TimeMs)];
        if (IsMessage(item))
            cut.LastMessageMs = item.TimeMs;
        if (item.Type == EventTypes.ContactClosed)
            cut.ClosedMs ??= item.TimeMs;
        if (item.Type == EventTypes.ContactReopened)
            cut.ClosedMs = null;
    }

    private void Continue(Cut last, long messageMs)
    {
        if (IsSilent(last, messageMs))
            last.SilentMs = SilenceOf(last);
        if (last.SilentMs is not null || messageMs > last.ClosedMs)
            Start(messageMs);
    }

    /// <summary>True if by an instant the silence had ended the contact, whatever came after that.</summary>
    private bool IsSilent(Cut cut, long instantMs) => instantMs >= SilenceOf(cut);

    /// <summary>When the silence since the last message closes a contact; null where it never does.</summary>
    private long? SilenceOf(Cut cut) =>
        cut.LastMessageMs + settings.At(cut.StartMs).Rules.For(channel ?? Dimensions.None, Dimensions.None).ThreadGapMs;

    /// <summary>All that happens at the instant of the start is the new contact's already, its closing too.</summary>
    private void Start(long startMs)
    {
        var atOnce = events.Where(item => item.TimeMs == startMs && item.Number(Field.OfInstant) is null);
        cuts.Add(new Cut(startMs) { ClosedMs = IsClosedAt(atOnce, startMs) ? startMs : null });
    }

    /// <summary>The place of the last contact that had started by an instant; the first one's before.</summary>
    private int At(long instantMs) => Math.Max(0, cuts.FindLastIndex(cut => cut.StartMs <= instantMs));

    private int PlaceOf(Event item)
    {
        if (IsReceipt(item) && events.FirstOrDefault(sent => sent.Type == EventTypes.MessageSent
                && sent.Text(Field.MessageId) == item.Text(Field.MessageId)) is { } message)
            return PlaceOf(message);
        return At(item.Number(Field.OfInstant) ?? item.TimeMs);
    }

    /// <summary>The contact that was cut; null where all its events name other ones.</summary>
    private CountedContact? ContactOf(Cut cut, int place)
    {
        var own = events.Where(item => PlaceOf(item) == place).ToList();
        if (own.Count == 0)
            return null;
        string? customer = events.Where(item => item.TimeMs <= own[^1].TimeMs)
            .Select(item => item.Text(Field.Customer)).LastOrDefault(known => known is not null);
        if (cut.SilentMs is { } silentMs && !IsClosedAt(own, silentMs))
            own.Insert(own.TakeWhile(item => item.TimeMs < silentMs || (item.TimeMs == silentMs && item.Type.Rank < EventTypes.ContactClosed.Rank)).Count(),
                new Event(EventTypes.ContactClosed, silentMs, 0, []));
        return new CountedContact(
            ThreadSubject.ContactOf(name, cut.StartMs), own, settings, new ThreadPart(cut.StartMs, channel, customer))
        { KnownMs = knownMs };
    }

    private static bool IsClosedAt(IEnumerable<Event> own, long instantMs) => own
        .LastOrDefault(item => item.TimeMs <= instantMs && (item.Type == EventTypes.ContactClosed || item.Type == EventTypes.ContactReopened))
        ?.Type == EventTypes.ContactClosed;

    /// <summary>All of one response lie where its first event does.</summary>
    private IEnumerable<CountedAsking> AskingsOf()
    {
        if (cuts.Count == 0)
            return CountedAsking.OfNoContact(surveys);
        var placed = surveys.GroupBy(item =>
            PlaceOf(surveys.First(first => first == item || (first.Text(Field.Response) is { } response && response == item.Text(Field.Response)))));
        return placed.SelectMany(ofContact => CountedAsking.AllOf(ofContact, contacts[ofContact.Key]));
    }

    /// <summary>One contact in the making.</summary>
    private sealed class Cut(long startMs)
    {
        public long StartMs { get; } = startMs;

        public long LastMessageMs { get; set; } = startMs;

        public long? ClosedMs { get; set; }

        /// <summary>When its silence ended it; null where something else did, or nothing has.</summary>
        public long? SilentMs { get; set; }
    }
}
