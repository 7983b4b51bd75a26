namespace Pulso.Timelines;

/// <summary>Looks into instants that are in order.</summary>
internal static class Ordered
{
    /// <summary>How many of them lie before an instant.</summary>
    public static int Before(List<long> ordered, long instantMs)
    {
        int low = 0;
        for (int high = ordered.Count; low < high;)
        {
            int middle = (low + high) / 2;
            if (ordered[middle] < instantMs)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
