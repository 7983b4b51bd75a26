namespace Pulso.Timelines.Agents;

/// <summary>The states of agents that mean something to the figures; all others are just connected.</summary>
public static class WorkState
{
    public const string Available = "available";
    public const string Contact = "contact";
    public const string Wrap = "wrap";
    public const string Break = "break";
    public const string Offline = "offline";

    /// <summary>True if a state is of the planned kind: ready for contacts, in one and after it are one kind; all others are their own.</summary>
    public static bool Adheres(string state, string planned) => KindOf(state) == KindOf(planned);

    private static string KindOf(string state) => state is Contact or Wrap ? Available : state;
}
