namespace Pulso.Timelines.Customers;

/// <summary>One customer: the contacts that are theirs, by start.</summary>
public sealed record Customer(IReadOnlyList<Observation> Contacts)
{
    /// <summary>The other inbound contacts that started in [from, to).</summary>
    public IEnumerable<Observation> Others(Observation of, long fromMs, long toMs)
    {
        for (int i = FirstSince(fromMs); i < Contacts.Count && Contacts[i].StartedMs < toMs; i++)
        {
            if (Contacts[i].Contact != of.Contact && Contacts[i].IsInbound)
                yield return Contacts[i];
        }
    }

    /// <summary>The recontacts of a solved contact: those that started in [last resolution, last resolution + window).</summary>
    /// <param name="sameReason">Only contacts with the same reason count.</param>
    public IEnumerable<Observation> Recontacts(Observation solved, long windowMs, bool sameReason)
    {
        long from = solved.LastSolvedMs!.Value;
        return Others(solved, from, from + windowMs).Where(other => !sameReason || other.Dimensions.Reason == solved.Dimensions.Reason);
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
