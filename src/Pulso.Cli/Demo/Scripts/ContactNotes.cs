using System.Text.Json.Nodes;
using Pulso.Cli.Demo.Simulation;

namespace Pulso.Cli.Demo.Scripts;

/// <summary>Writes down one contact, event by event.</summary>
internal sealed class ContactNotes(Journal journal, string source, SimulatedContact contact)
{
    private int count;

    public string Subject => journal.Named(contact.Id);

    public SimulatedContact Contact => contact;

    public void Add(string type, double second, JsonObject? data = null) =>
        journal.Note(source, $"{contact.Id}/{++count:00}-{type}", type, second, Subject, data);

    public void Started(JsonObject? more = null)
    {
        var data = more ?? [];
        data["channel"] = contact.Channel;
        data["direction"] = "inbound";
        data["language"] = "es";
        if (contact.Need.Customer is { } customer)
            data["customer"] = journal.Named(customer);
        if (contact.Need.Priority is { } priority)
            data["priority"] = priority;
        Add("contact.started", contact.Start, data);
    }

    /// <summary>The waits in queues and how they ended.</summary>
    public void Queued()
    {
        foreach (var leg in contact.Legs)
        {
            Add("contact.queued", leg.QueuedAt, new JsonObject { ["queue"] = leg.Queue });
            if (leg.AbandonedAt is { } abandoned)
                Add("contact.abandoned", abandoned);
            if (leg.Agent is { } agent)
                Add("contact.answered", leg.AnsweredAt, new JsonObject { ["agent"] = agent.Name });
        }
    }

    /// <summary>The agents' turns, at the end of their wrap-up.</summary>
    /// <param name="silence">The share of the talk in which nobody spoke; null where there is no such thing.</param>
    public void Handled(double? silence = null)
    {
        foreach (var leg in contact.Legs.Where(leg => leg.Agent is not null))
        {
            var data = new JsonObject
            {
                ["agent"] = leg.Agent!.Name,
                ["queue"] = leg.Queue,
                ["talk"] = Seconds(leg.Talk),
                ["wrap"] = Seconds(leg.Wrap),
            };
            if (leg.Hold > 0)
                data["hold"] = Seconds(leg.Hold);
            if (silence is { } share)
                data["silence"] = Seconds(leg.Talk * share);
            Add("contact.handled", leg.EndedAt, data);
        }
    }

    /// <summary>How the contact ended, as far as it did.</summary>
    /// <param name="by">Who resolved it: <c>agent</c>, <c>bot</c> or <c>system</c>.</param>
    public void Ended(string by)
    {
        if (contact.Escalated is { } escalated)
            Add("contact.escalated", escalated, new JsonObject { ["level"] = "2" });
        foreach (double resolved in contact.Resolved)
        {
            var data = new JsonObject { ["by"] = by, ["outcome"] = contact.Solved ? "solved" : "unsolved" };
            if (by == "agent" && contact.Legs.LastOrDefault(leg => leg.TalkedUntil <= resolved)?.Agent is { } agent)
                data["agent"] = agent.Name;
            Add("contact.resolved", resolved, data);
        }
        if (contact.Reopened is { } reopened)
            Add("contact.reopened", reopened);
        if (contact.Closed is { } closed)
            Add("contact.closed", closed);
    }

    public void Classified(double second) => Add("contact.classified", second, new JsonObject { ["reason"] = contact.Need.Reason });

    /// <summary>Durations with milliseconds, as senders have them.</summary>
    private static decimal Seconds(double seconds) => Math.Round((decimal)seconds, 3);
}
