using Pulso.Events;

namespace Pulso.Timelines;

/// <summary>One customer: the contacts that are theirs, by start.</summary>
public sealed record Customer(IReadOnlyList<Observation> Contacts)
{
    public static Customer Of(EventSet events) => new([
        .. events.Where(item => item.Type == EventTypes.ContactObserved && !item.Is(Field.Withdrawn)).Select(Observation.Read)]);

    /// <summary>True if another inbound contact started in [last resolution, last resolution + window).</summary>
    /// <param name="sameReason">Only contacts with the same reason count.</param>
    public bool CameBack(Observation solved, long windowMs, bool sameReason)
    {
        long from = solved.LastSolvedMs!.Value;
        for (int i = FirstSince(from); i < Contacts.Count && Contacts[i].StartedMs < from + windowMs; i++)
        {
            var other = Contacts[i];
            if (other.Contact != solved.Contact && other.Dimensions.Direction == Contact.Inbound
                && (!sameReason || other.Dimensions.Reason == solved.Dimensions.Reason))
                return true;
        }
        return false;
    }

    private int FirstSince(long instantMs)
    {
        int low = 0;
        for (int high = Contacts.Count; low < high;)
        {
            int middle = (low + high) / 2;
            if (Contacts[middle].StartedMs < instantMs)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
