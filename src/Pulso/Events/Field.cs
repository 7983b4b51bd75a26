namespace Pulso.Events;

/// <summary>How a field's value is checked and kept.</summary>
public enum FieldKind
{
    /// <summary>Free text of at most 128 characters.</summary>
    Text,

    /// <summary>A note of at most 1,000 characters.</summary>
    LongText,

    /// <summary>A name that becomes a key of figures and is admitted by the tenant's registry; a number is taken as text.</summary>
    Key,

    /// <summary>One of a fixed list of words.</summary>
    Word,

    /// <summary>A key that points to a person: kept as a pseudonym only.</summary>
    Pseudonym,

    /// <summary>An identity of the sender's: kept as a hash with its source only.</summary>
    Hash,

    /// <summary>Seconds in the event, integer milliseconds here; not negative.</summary>
    Seconds,

    /// <summary>A decimal number, kept as integer thousandths.</summary>
    Number,

    Boolean,

    /// <summary>An RFC 3339 instant, kept as milliseconds since 1970-01-01T00:00:00Z.</summary>
    Instant,

    /// <summary>An integer of ours (derived events only).</summary>
    Integer,

    /// <summary>A list of texts, spans or named numbers, kept as JSON without white space.</summary>
    Json,

    /// <summary>What somebody wrote in words of their own: kept by setting alone, masked and cut (<see cref="Parsing.SurveyComment"/>).</summary>
    Comment,
}

/// <summary>The registries that bound the keys which arrive from outside.</summary>
public enum KeyRegistry
{
    None,
    Channel,
    Queue,
    Reason,
    Priority,
    Agent,
    Menu,
    Option,
    Form,
    FormVersion,
    Criterion,
    Variant,
}

/// <summary>One field of an event's data.</summary>
/// <param name="Code">The stored number of the field; never reused.</param>
/// <param name="Name">The name in the event's JSON.</param>
public sealed record Field(byte Code, string Name, FieldKind Kind, KeyRegistry Registry = KeyRegistry.None, params string[] Words)
{
    private static readonly Field?[] ByCode = new Field?[256];

    public static readonly Field Customer = Define(1, "customer", FieldKind.Pseudonym);
    public static readonly Field Thread = Define(2, "thread", FieldKind.Pseudonym);
    public static readonly Field Channel = Define(3, "channel", KeyRegistry.Channel);
    public static readonly Field Direction = Define(4, "direction", "inbound", "outbound", "proactive");
    public static readonly Field Queue = Define(5, "queue", KeyRegistry.Queue);
    public static readonly Field Reason = Define(6, "reason", KeyRegistry.Reason);
    public static readonly Field Priority = Define(7, "priority", KeyRegistry.Priority);
    public static readonly Field Difficulty = Define(8, "difficulty", FieldKind.Number);
    public static readonly Field Language = Define(9, "language", FieldKind.Text);
    public static readonly Field Case = Define(10, "case", FieldKind.Text);
    public static readonly Field Journey = Define(11, "journey", FieldKind.Text);
    public static readonly Field Variant = Define(12, "variant", KeyRegistry.Variant);

    public static readonly Field Agent = Define(20, "agent", KeyRegistry.Agent);
    public static readonly Field Talk = Define(21, "talk", FieldKind.Seconds);
    public static readonly Field Hold = Define(22, "hold", FieldKind.Seconds);
    public static readonly Field Wrap = Define(23, "wrap", FieldKind.Seconds);
    public static readonly Field Silence = Define(24, "silence", FieldKind.Seconds);
    public static readonly Field TransferKind = Define(25, "kind", "warm", "cold", "flow");
    public static readonly Field ToQueue = Define(26, "toQueue", KeyRegistry.Queue);
    public static readonly Field ToAgent = Define(27, "toAgent", KeyRegistry.Agent);
    public static readonly Field Level = Define(28, "level", KeyRegistry.None);
    public static readonly Field By = Define(29, "by", "agent", "bot", "system");
    public static readonly Field Outcome = Define(30, "outcome", "solved", "unsolved");
    public static readonly Field Intent = Define(31, "intent", FieldKind.Text);
    public static readonly Field Answered = Define(32, "answered", FieldKind.Boolean);
    public static readonly Field MessageId = Define(33, "messageId", FieldKind.Hash);
    public static readonly Field WithContext = Define(34, "withContext", FieldKind.Boolean);
    public static readonly Field Menu = Define(35, "menu", KeyRegistry.Menu);
    public static readonly Field Option = Define(36, "option", KeyRegistry.Option);
    public static readonly Field LeftTo = Define(37, "to", "queue", "agent", "hangup", "contained");
    public static readonly Field Score = Define(38, "score", FieldKind.Number);
    public static readonly Field Model = Define(39, "model", FieldKind.Text);
    public static readonly Field Evaluator = Define(40, "evaluator", KeyRegistry.Agent);
    public static readonly Field Max = Define(41, "max", FieldKind.Number);
    public static readonly Field Form = Define(42, "form", KeyRegistry.Form);
    public static readonly Field FormVersion = Define(43, "formVersion", KeyRegistry.FormVersion);
    public static readonly Field Calibration = Define(44, "calibration", FieldKind.Boolean);
    public static readonly Field Criteria = Keep(new Field(45, "criteria", FieldKind.Json, KeyRegistry.Criterion));
    public static readonly Field Survey = Define(46, "survey", FieldKind.Text);
    public static readonly Field Response = Define(47, "response", FieldKind.Hash);
    public static readonly Field Mode = Define(48, "mode", "transactional", "relational");
    public static readonly Field Respondent = Define(49, "respondent", "customer", "employee");
    public static readonly Field Min = Define(50, "min", FieldKind.Number);
    public static readonly Field Polarity = Define(51, "polarity", "high-is-good", "low-is-good");
    public static readonly Field Comment = Define(52, "comment", FieldKind.Comment);
    public static readonly Field Themes = Define(53, "themes", FieldKind.Json);
    public static readonly Field State = Define(54, "state", FieldKind.Text);
    public static readonly Field Team = Define(55, "team", FieldKind.Text);
    public static readonly Field Supervisor = Define(56, "supervisor", FieldKind.Text);
    public static readonly Field Site = Define(57, "site", FieldKind.Text);
    public static readonly Field Skills = Define(58, "skills", FieldKind.Json);
    public static readonly Field PeerGroup = Define(59, "peerGroup", FieldKind.Text);
    public static readonly Field ValidFrom = Define(60, "validFrom", FieldKind.Instant);
    public static readonly Field Shifts = Define(61, "shifts", FieldKind.Json);
    public static readonly Field Amount = Define(62, "amount", FieldKind.Number);
    public static readonly Field Currency = Define(63, "currency", FieldKind.Text);
    public static readonly Field Assisted = Define(64, "assisted", FieldKind.Boolean);
    public static readonly Field From = Define(65, "from", FieldKind.Instant);
    public static readonly Field To = Define(66, "to", FieldKind.Instant);
    public static readonly Field Staff = Define(67, "staff", FieldKind.Number);
    public static readonly Field Licences = Define(68, "licences", FieldKind.Number);
    public static readonly Field Overhead = Define(69, "overhead", FieldKind.Number);
    public static readonly Field Usage = Define(70, "usage", FieldKind.Number);
    public static readonly Field Basis = Define(71, "basis", "planned", "actual");
    public static readonly Field Intervals = Define(72, "intervals", FieldKind.Json);
    public static readonly Field Purpose = Define(73, "purpose", FieldKind.Text);
    public static readonly Field Trigger = Define(74, "trigger", FieldKind.Text);
    public static readonly Field Note = Define(75, "text", FieldKind.LongText);
    public static readonly Field Due = Define(76, "due", FieldKind.Instant);
    public static readonly Field Until = Define(77, "until", FieldKind.Instant);
    public static readonly Field SurveyKind = Define(78, "kind", "csat", "ces", "nps", "thumb");
    public static readonly Field AnnotationKind = Define(79, "kind", "incident", "experiment", "campaign", "cause", "coaching", "note");
    public static readonly Field FollowedBy = Define(80, "by", KeyRegistry.Agent);
    public static readonly Field Example = Define(81, "example", FieldKind.LongText);
    public static readonly Field CoachingGoal = Define(82, "goal", FieldKind.LongText);

    /// <summary>The name of an event type that this version does not know.</summary>
    internal static readonly Field TypeName = Define(100, "type", FieldKind.Text);

    /// <summary>The instant in a subject <c>{thread}~{ms}</c>: which contact of a thread is meant.</summary>
    internal static readonly Field OfInstant = Define(101, "ofInstant", FieldKind.Instant);

    // Of every derived event.
    internal static readonly Field Version = Define(110, "version", FieldKind.Integer);
    internal static readonly Field Withdrawn = Define(111, "withdrawn", FieldKind.Boolean);

    // What a contact tells its customer's timeline.
    internal static readonly Field FirstSolved = Define(112, "firstSolved", FieldKind.Instant);
    internal static readonly Field LastSolved = Define(113, "lastSolved", FieldKind.Instant);
    internal static readonly Field Reopened = Define(114, "reopened", FieldKind.Boolean);
    internal static readonly Field Escalated = Define(115, "escalated", FieldKind.Boolean);
    internal static readonly Field Contained = Define(116, "contained", FieldKind.Boolean);
    internal static readonly Field ContactId = Define(133, "contactId", FieldKind.LongText);
    internal static readonly Field Credit = Define(120, "credit", FieldKind.Json);

    // What the days of an agent and the timeline over them tell each other.
    internal static readonly Field HasStates = Define(121, "hasStates", FieldKind.Boolean);
    internal static readonly Field AsksOf = Define(122, "asksOf", FieldKind.Instant);

    // What timelines tell of alerts, and contacts of the queues they wait in.
    internal static readonly Field Alert = Define(130, "alert", FieldKind.Json);
    internal static readonly Field Ended = Define(131, "ended", FieldKind.Instant);
    internal static readonly Field LegAnswered = Define(132, "legAnswered", FieldKind.Boolean);

    /// <summary>True when the value is kept as text, false when as an integer.</summary>
    public bool IsText => Kind is FieldKind.Text or FieldKind.LongText or FieldKind.Key or FieldKind.Word or FieldKind.Pseudonym
        or FieldKind.Hash or FieldKind.Json or FieldKind.Comment;

    internal static Field OfCode(byte code) => ByCode[code] ?? throw new InvalidDataException($"unknown field code {code}");

    private static Field Define(byte code, string name, FieldKind kind) => Keep(new Field(code, name, kind));

    private static Field Define(byte code, string name, KeyRegistry registry) => Keep(new Field(code, name, FieldKind.Key, registry));

    private static Field Define(byte code, string name, params string[] words) =>
        Keep(new Field(code, name, FieldKind.Word, KeyRegistry.None, words));

    private static Field Keep(Field field) => ByCode[field.Code] = field;
}
