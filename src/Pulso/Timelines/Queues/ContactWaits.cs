using System.Globalization;
using Pulso.Events;
using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Timelines.Queues;

/// <summary>What a contact tells the queues that it waits in, where a rule looks at them.</summary>
internal static class ContactWaits
{
    /// <param name="id">The hash of the contact's key.</param>
    /// <param name="knownMs">The latest instant known to have been reached.</param>
    /// <returns>The tellings, and the instant at which there is more to tell.</returns>
    public static (IReadOnlyList<Telling> Tellings, long? DueMs) Of(UInt128 id, Contact contact, TenantSettings settings, long knownMs)
    {
        var tellings = new List<Telling>();
        long? dueMs = null;
        for (int i = 0; contact.IsInbound && i < contact.QueueLegs.Count; i++)
        {
            var leg = contact.QueueLegs[i];
            string channel = contact.Dimensions.Channel;
            var all = settings.At(leg.OpenedMs).Alerting.UnansweredQueues;
            if (all.Count == 0)
                continue;
            var rules = all.Where(rule => rule.HoldsFor(channel, leg.Queue)).ToList();
            if (rules.Count == 0)
                continue;
            long soonestMs = leg.OpenedMs + rules.Min(rule => rule.AfterMs);
            long? endedMs = leg.End == LegEnd.Open ? null : leg.OpenedMs + leg.WaitMs;
            if (endedMs is null && soonestMs > knownMs)
                dueMs = soonestMs;
            else if (endedMs is null || endedMs > soonestMs || leg.End == LegEnd.Answered)
            {
                var wait = new Wait(leg.Queue, leg.OpenedMs, endedMs, leg.End == LegEnd.Answered);
                var ofLeg = EventId.Hash(string.Create(CultureInfo.InvariantCulture, $"{EventId.Text(id)} leg {i}"));
                tellings.AddRange(QueueDay.ToldOf(channel, wait, ofLeg, rules.Max(rule => rule.AfterMs)));
            }
        }
        return (tellings, dueMs);
    }
}
