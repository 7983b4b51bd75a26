namespace Pulso.Functions.Bi.Tables;

/// <summary>A column of an exported table, as <c>schema.json</c> tells it.</summary>
/// <param name="Type"><c>text</c>, <c>date</c>, <c>instant</c>, <c>integer</c> or <c>number</c>.</param>
/// <param name="Additive">True if the values of rows may be summed.</param>
/// <param name="Unit">What an integer or number counts: <c>ms</c>, <c>count</c>, <c>min</c>; empty elsewhere.</param>
public sealed record Column(string Name, string Type, bool Additive = false, string Unit = "");
