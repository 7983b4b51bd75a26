namespace Pulso.Timelines.Customers;

/// <summary>One customer: the contacts that are theirs, by start. Looking around a contact costs the same however many they are.</summary>
public sealed class Customer
{
    // The starts of inbound contacts, in order: all, and those of one reason, of one channel, of both.
    private readonly Dictionary<(string? Reason, string? Channel), List<long>> starts = [];

    public Customer(IReadOnlyList<Observation> contacts)
    {
        Contacts = contacts;
        foreach (var contact in contacts.Where(contact => contact.IsInbound))
        {
            var (reason, channel) = (contact.Dimensions.Reason, contact.Dimensions.Channel);
            foreach (var key in new (string?, string?)[] { (null, null), (reason, null), (null, channel), (reason, channel) })
            {
                if (!starts.TryGetValue(key, out var ofKey))
                    starts.Add(key, ofKey = []);
                ofKey.Add(contact.StartedMs);
            }
        }
    }

    public IReadOnlyList<Observation> Contacts { get; }

    /// <summary>How many other inbound contacts started in [from, to).</summary>
    /// <param name="reason">Only those of this reason; null for all.</param>
    /// <param name="channel">Only those on this channel; null for all.</param>
    public int Others(Observation of, long fromMs, long toMs, string? reason = null, string? channel = null)
    {
        bool self = of.IsInbound && of.StartedMs >= fromMs && of.StartedMs < toMs
            && (reason is null || reason == of.Dimensions.Reason) && (channel is null || channel == of.Dimensions.Channel);
        return starts.TryGetValue((reason, channel), out var known)
            ? Math.Max(0, Ordered.Before(known, toMs) - Ordered.Before(known, fromMs)) - (self ? 1 : 0)
            : 0;
    }
}
