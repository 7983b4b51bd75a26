namespace Pulso.Panels;

/// <summary>How a value stands to its goal.</summary>
public enum Standing
{
    /// <summary>There is no value or no goal, or the value rests on too few observations.</summary>
    Unknown,

    /// <summary>On the good side of the target, or on it.</summary>
    Met,

    /// <summary>Past the target, and not past the value from which on it is missed.</summary>
    Warned,

    Missed,
}
