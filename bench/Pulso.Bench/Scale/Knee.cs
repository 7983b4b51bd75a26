namespace Pulso.Bench.Scale;

/// <summary>How far a deployment goes.</summary>
internal static class Knee
{
    private const int Seed = 7;
    private const int MostInstances = 400;

    public static Outcome Of(Shape shape) => new Simulation(shape, Seed).Run();

    /// <summary>The fewest instances with which figures stay live; null where no number of them helps.</summary>
    public static Shape? FewestInstances(Shape shape)
    {
        int most = 1;
        while (!Of(shape with { Instances = most }).IsLive)
        {
            most *= 2;
            if (most > MostInstances)
                return null;
        }
        int least = most / 2;
        while (most - least > 1)
        {
            int between = (least + most) / 2;
            if (Of(shape with { Instances = between }).IsLive)
                most = between;
            else
                least = between;
        }
        return shape with { Instances = most };
    }

    /// <summary>The highest rate, to a twentieth, at which figures stay live.</summary>
    public static Shape HighestRate(Shape shape)
    {
        double least = 0;
        double most = shape.Limits.EntitiesPerSecond; // an event is a row at least
        while (most - least > most / 20)
        {
            double between = (least + most) / 2;
            if (Of(shape with { EventsPerSecond = between }).IsLive)
                least = between;
            else
                most = between;
        }
        return shape with { EventsPerSecond = least };
    }
}
