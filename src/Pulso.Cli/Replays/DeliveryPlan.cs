namespace Pulso.Cli.Replays;

/// <summary>In which order events are delivered, and how often: indices of events.</summary>
internal static class DeliveryPlan
{
    /// <summary>The whole file once, and again as often as asked for; or all of that in random order.</summary>
    /// <param name="times">How often each event is sent in all.</param>
    /// <param name="shuffleSeed">The same seed gives the same order; null keeps the file's.</param>
    public static int[] Of(int events, int times, int? shuffleSeed)
    {
        int[] plan = new int[checked(events * times)];
        for (int i = 0; i < plan.Length; i++)
            plan[i] = i % events;
        if (shuffleSeed is { } seed)
            new Random(seed).Shuffle(plan);
        return plan;
    }
}
