namespace Pulso.Measures;

/// <summary>What a cell is split by beside its dimensions; the numbers are stored.</summary>
public enum FacetKind : byte
{
    /// <summary>Nothing more: the cells of <c>fact_interval</c>.</summary>
    Whole = 0,

    /// <summary>A menu of the IVR and the option taken.</summary>
    Menu = 1,

    /// <summary>A form of quality evaluations and its version.</summary>
    Form = 2,

    /// <summary>A criterion of such a form.</summary>
    Criterion = 3,

    /// <summary>The start of contacts that became open or ceased to be: what the backlog's age is told from.</summary>
    Open = 4,

    /// <summary>The customers of a first contact's channel, and their revenues: what a customer's worth to date is told from.</summary>
    Lifetime = 6,

    /// <summary>An agent: the time of one, or the share in contacts, by band of difficulty.</summary>
    Agent = 5,

    /// <summary>The arm of an experiment: what contacts of that arm have added to the whole.</summary>
    Variant = 7,

    /// <summary>A fact: one SLA clock of one contact.</summary>
    SlaClock = 8,

    /// <summary>A criterion of a form in the evaluations of one agent, by band of difficulty.</summary>
    AgentCriterion = 9,

    /// <summary>A fact: one contact, and beside it what its customer's other contacts make of it.</summary>
    Contact = 10,

    /// <summary>A fact: one answer to a survey.</summary>
    Survey = 11,

    /// <summary>The opening of a queue leg that has not ended yet: gone as soon as it ends.</summary>
    Waiting = 12,
}

/// <summary>The further split of one cell. Cells of different facets are apart: each facet's sum to figures of its own.</summary>
/// <param name="StartMs">For <see cref="FacetKind.Open"/> the contacts' start, for <see cref="FacetKind.Waiting"/> the leg's opening, in milliseconds since 1970-01-01T00:00:00Z.</param>
public sealed record Facet(FacetKind Kind, string First, string Second, string Third, long StartMs) : IComparable<Facet>
{
    // No key has one.
    private const char Separator = '\u001f';

    /// <summary>The form of evaluations, its version and the criterion, where it is split by these.</summary>
    public (string Form, string Version, string Criterion) Scored => Kind == FacetKind.AgentCriterion && Third.Split(Separator) is [var form, var version, var criterion]
        ? (form, version, criterion)
        : (First, Second, Third);

    public static Facet OfMenu(string menu, string option) => new(FacetKind.Menu, menu, option, "", 0);

    public static Facet OfForm(string form, string version) => new(FacetKind.Form, form, version, "", 0);

    public static Facet OfCriterion(string form, string version, string criterion) => new(FacetKind.Criterion, form, version, criterion, 0);

    /// <param name="difficulty">The band of the contacts' difficulty.</param>
    public static Facet OfAgentCriterion(string agent, string difficulty, string form, string version, string criterion) =>
        new(FacetKind.AgentCriterion, agent, difficulty, string.Join(Separator, form, version, criterion), 0);

    public static Facet OfLifetime { get; } = new(FacetKind.Lifetime, "", "", "", 0);

    /// <param name="difficulty">The band of the contacts' difficulty; empty for what is of no contact.</param>
    public static Facet OfAgent(string agent, string difficulty = "") => new(FacetKind.Agent, agent, difficulty, "", 0);

    public static Facet OfVariant(string variant) => new(FacetKind.Variant, variant, "", "", 0);

    public static Facet OfOpen(long startMs) => new(FacetKind.Open, "", "", "", startMs);

    public static Facet OfWaiting(long openedMs) => new(FacetKind.Waiting, "", "", "", openedMs);

    /// <summary>One clock: the contact, the clock with its number, and how it stands.</summary>
    public static Facet OfClock(string contact, string clock, string standing) => new(FacetKind.SlaClock, contact, clock, standing, 0);

    /// <summary>One contact: the hash of its key, its id, and what is told of it; of what its customer's timeline tells, the hash alone.</summary>
    public static Facet OfContact(string hash, string contact = "", string told = "") => new(FacetKind.Contact, hash, contact, told, 0);

    /// <summary>One answer: the contact that it is about, which answer it is, and what it says.</summary>
    public static Facet OfSurvey(string contact, string answer, string told) => new(FacetKind.Survey, contact, answer, told, 0);

    /// <summary>True for what is told one by one and never summed: it is kept beside the figures.</summary>
    public bool IsFact => Kind is FacetKind.SlaClock or FacetKind.Contact or FacetKind.Survey;

    public override string ToString() => Kind is FacetKind.Open or FacetKind.Waiting ? $"{Kind} since {StartMs}".ToLowerInvariant() : $"{Kind} {First} {Second} {Third}".Replace(Separator, ' ').TrimEnd().ToLowerInvariant();

    public int CompareTo(Facet? other)
    {
        if (other is null)
            return 1;
        int order = Kind.CompareTo(other.Kind);
        if (order == 0)
            order = string.CompareOrdinal(First, other.First);
        if (order == 0)
            order = string.CompareOrdinal(Second, other.Second);
        if (order == 0)
            order = string.CompareOrdinal(Third, other.Third);
        return order != 0 ? order : StartMs.CompareTo(other.StartMs);
    }
}
