using Pulso.Cli.Demo.Scripts;
using Pulso.Cli.Demo.Simulation;

namespace Pulso.Cli.Demo;

/// <summary>A made-up business day as canonical events: the same date gives the same events.</summary>
internal sealed record DemoDay(DateOnly Date, Floor Floor, IReadOnlyList<CanonicalEvent> Events)
{
    /// <param name="startMs">The first instant of the business day.</param>
    /// <param name="endMs">The first instant after it.</param>
    /// <param name="parts">Above 1 for a thinner day: one customer in so many, costs to match, and no agents' time.</param>
    public static DemoDay Of(DateOnly date, long startMs, long endMs, int parts = 1)
    {
        var floor = Floor.Play(date.DayNumber);
        if (parts > 1)
            floor.Thin(parts);
        var draw = new Draw(date.DayNumber + 1);
        var journal = new Journal(date, startMs, endMs);
        var surveys = new SurveyScript(journal, draw);
        foreach (var contact in floor.Contacts)
        {
            Write(journal, contact, draw);
            surveys.Ask(contact);
        }
        surveys.AskCustomers();
        if (parts == 1)
            WorkforceScript.Write(journal, floor);
        BusinessScript.Write(journal, floor, draw, parts);
        return new DemoDay(date, floor, journal.Events);
    }

    /// <summary>The events as a file has them: one JSON object a line.</summary>
    public byte[] ToLines() => CanonicalEvent.ToLines(Events);

    private static void Write(Journal journal, SimulatedContact contact, Draw draw)
    {
        if (contact.Channel == "voice")
            CallScript.Write(journal, contact, draw);
        else if (contact.Channel is "email" or "helpdesk")
            LetterScript.Write(journal, contact, draw);
        else
            MessageScript.Write(journal, contact, draw);
    }
}
