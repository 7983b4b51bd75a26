namespace Pulso.Kpis;

/// <summary>How long the periods of a table are.</summary>
public enum Grain
{
    Interval,
    Hour,
    Day,
    Week,
    Month,
    Total,
}
