namespace Pulso.Sla;

/// <summary>What a clock waits for; the numbers are stored.</summary>
public enum ClockKind : byte
{
    /// <summary>The first reply to the customer.</summary>
    FirstReply = 1,

    /// <summary>The reply to what the customer wrote since.</summary>
    NextReply = 2,

    /// <summary>The solution, again after each reopening.</summary>
    Resolution = 3,
}

/// <summary>The clocks' names in settings and exports.</summary>
public static class ClockName
{
    private static readonly string[] Names = ["first_reply", "next_reply", "resolution"];

    public static IReadOnlyList<string> All => Names;

    public static string Of(ClockKind kind) => Names[(int)kind - 1];

    /// <param name="name">One of <see cref="All"/>.</param>
    public static ClockKind Read(string name) => (ClockKind)(Array.IndexOf(Names, name) + 1);
}
