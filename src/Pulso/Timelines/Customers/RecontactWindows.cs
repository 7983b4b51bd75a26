namespace Pulso.Timelines.Customers;

/// <summary>The windows [last resolution, last resolution + window) of a customer's solved contacts: who starts in one is a recontact.</summary>
public sealed class RecontactWindows
{
    // By reason; null for windows in which any reason is a recontact.
    private readonly Dictionary<string, (List<long> Starts, List<long> Ends)> ofReason = [];
    private readonly (List<long> Starts, List<long> Ends) ofAny = ([], []);
    private readonly Dictionary<UInt128, (long FromMs, long ToMs)> own = [];

    /// <param name="windows">Per solved contact its window, and whether only contacts of the same reason count in it.</param>
    public RecontactWindows(IEnumerable<(Observation Contact, long WindowMs, bool SameReason)> windows)
    {
        foreach (var (contact, windowMs, sameReason) in windows)
        {
            long fromMs = contact.LastSolvedMs!.Value;
            var (starts, ends) = sameReason ? OfReason(contact.Dimensions.Reason) : ofAny;
            starts.Add(fromMs);
            ends.Add(fromMs + windowMs);
            own.Add(contact.Contact, (fromMs, fromMs + windowMs));
        }
        foreach (var (starts, ends) in ofReason.Values.Append(ofAny))
        {
            starts.Sort();
            ends.Sort();
        }
    }

    /// <summary>True if the contact started in the window of another one.</summary>
    public bool Holds(Observation contact)
    {
        int around = Around(ofAny, contact.StartedMs);
        if (ofReason.TryGetValue(contact.Dimensions.Reason, out var same))
            around += Around(same, contact.StartedMs);
        bool self = own.TryGetValue(contact.Contact, out var window) && contact.StartedMs >= window.FromMs && contact.StartedMs < window.ToMs;
        return around - (self ? 1 : 0) > 0;
    }

    /// <summary>How many windows hold an instant: those that began by then, less those that ended by then.</summary>
    private static int Around((List<long> Starts, List<long> Ends) windows, long instantMs) =>
        Ordered.Before(windows.Starts, instantMs + 1) - Ordered.Before(windows.Ends, instantMs + 1);

    private (List<long> Starts, List<long> Ends) OfReason(string reason)
    {
        if (!ofReason.TryGetValue(reason, out var windows))
            ofReason.Add(reason, windows = ([], []));
        return windows;
    }
}
