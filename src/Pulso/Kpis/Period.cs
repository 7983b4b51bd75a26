namespace Pulso.Kpis;

/// <summary>One period of a table, as its bounds are written: instants exclude their end, dates include it.</summary>
/// <param name="Order">Sorts the periods.</param>
/// <param name="FirstDay">The business day in which it begins.</param>
/// <param name="LastDay">The business day in which it ends.</param>
/// <param name="EndMs">The first instant after it.</param>
public sealed record Period(long Order, string From, string To, DateOnly FirstDay, DateOnly LastDay, long EndMs);
