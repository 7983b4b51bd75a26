namespace Pulso.Cli.Demo.Simulation;

/// <summary>A day in the contact centre: customers arrive, wait, are served, and some come back.</summary>
/// <remarks>A small queueing model: Poisson arrivals of a daily shape, exponential patience, log-normal handle times, skills and shifts.</remarks>
internal sealed class Floor
{
    private readonly Dictionary<string, IJourney> journeys;
    private readonly List<SimulatedContact> contacts = [];
    private int customers;

    private Floor(int seed)
    {
        Draw = new Draw(seed);
        Agenda = new Agenda();
        var voice = new Desk(Roster.Voice(), Agenda);
        var digital = new Desk(Roster.Digital(), Agenda);
        var backOffice = new Desk(Roster.BackOffice(), Agenda);
        Desks = [voice, digital, backOffice];
        var messaging = new Messaging(this, digital);
        var writing = new Writing(this, backOffice);
        journeys = new()
        {
            ["voice"] = new Calling(this, voice),
            ["whatsapp"] = messaging,
            ["chat"] = messaging,
            ["email"] = writing,
            ["helpdesk"] = writing,
        };
    }

    public Draw Draw { get; }

    public Agenda Agenda { get; }

    public IReadOnlyList<Desk> Desks { get; }

    /// <summary>In the order of their starts.</summary>
    public IReadOnlyList<SimulatedContact> Contacts => contacts;

    /// <summary>Plays a whole day: the same seed gives the same day.</summary>
    public static Floor Play(int seed)
    {
        var floor = new Floor(seed);
        foreach (var line in Centre.Lines)
        {
            foreach (double at in DayShape.Arrivals(line, floor.Draw))
                floor.Agenda.At(at, () => floor.Begin(line.Channel, floor.NewNeed(line)));
        }
        floor.Agenda.Run();
        return floor;
    }

    /// <summary>Keeps one customer in so many, with all of their contacts, and one in so many of the contacts without a known customer.</summary>
    public void Thin(int parts) => contacts.RemoveAll(contact => Number(contact.Need.Customer ?? contact.Id) % parts != 0);

    private static int Number(string name) => int.Parse(name.AsSpan(name.LastIndexOf('-') + 1), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What a customer does after a contact is over: some come back, soon if nobody answered, later if it did not help.</summary>
    public void ComeBack(SimulatedContact contact)
    {
        if (contact.Need.Customer is null)
            return;
        double damping = Math.Pow(0.45, contact.Need.Attempt);
        if (contact.Resolved.Count == 0 && Draw.Happens(0.5 * damping))
            Return(contact, contact.Channel, 60 + Draw.Exponential(800));
        else if (contact.Resolved.Count > 0 && Draw.Happens((contact.Solved ? 0.24 : 0.6) * damping))
            Return(contact, Draw.Happens(0.65) ? contact.Channel : Draw.OneOf(["voice", "whatsapp", "chat", "email"]), Draw.LogNormal(6_500, 0.8));
    }

    private void Return(SimulatedContact contact, string channel, double delay)
    {
        var line = Centre.Line(channel);
        double at = Agenda.Now + delay;
        if (at >= line.Opens && at < line.Closes)
            Agenda.At(at, () => Begin(channel, contact.Need with { Attempt = contact.Need.Attempt + 1, Priority = Priority(channel) }));
    }

    private void Begin(string channel, Need need)
    {
        var contact = new SimulatedContact($"{channel}-{contacts.Count + 1:00000}", channel, Agenda.Now, need);
        contacts.Add(contact);
        journeys[channel].Begin(contact);
    }

    private Need NewNeed(Line line)
    {
        string queue = Draw.OneOf(line.Queues);
        bool isKnown = line.Channel switch { "voice" => Draw.Happens(0.86), "chat" => Draw.Happens(0.8), _ => true };
        customers++;
        return new Need(isKnown ? $"cliente-{customers:00000}" : null, queue, Draw.OneOf(Centre.Reasons[queue]), Priority(line.Channel), 0);
    }

    private string? Priority(string channel) => channel == "helpdesk" ? Draw.OneOf([("1", 0.08), ("2", 0.22), ("3", 0.5), ("4", 0.2)]) : null;
}

/// <summary>How contacts of a channel go.</summary>
internal interface IJourney
{
    /// <summary>A contact begins now.</summary>
    void Begin(SimulatedContact contact);
}
