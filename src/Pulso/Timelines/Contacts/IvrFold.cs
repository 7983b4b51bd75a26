using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>A contact's time in the IVR.</summary>
/// <param name="Ms">The sum of its stays, entered to left.</param>
/// <param name="Abandoned">It left there with no queue leg ever opened.</param>
/// <param name="Selections">The options taken, in order; the last one of an abandoned contact is where it dropped.</param>
public sealed record IvrPart(bool Entered, long Ms, bool Contained, bool Abandoned, IReadOnlyList<(string Menu, string Option)> Selections);

/// <summary>Folds the IVR's events.</summary>
internal sealed class IvrFold
{
    private readonly List<(string, string)> selections = [];
    private bool entered;
    private bool contained;
    private bool leftEarly;
    private long? openMs;
    private long ms;

    public void Apply(Event item)
    {
        if (item.Type == EventTypes.IvrEntered)
        {
            entered = true;
            openMs ??= item.TimeMs;
        }
        else if (item.Type == EventTypes.IvrSelected)
        {
            selections.Add((item.Text(Field.Menu) ?? Measures.Dimensions.None, item.Text(Field.Option) ?? Measures.Dimensions.None));
        }
        else if (item.Type == EventTypes.IvrLeft)
        {
            Left(item);
        }
    }

    /// <summary>The customer left while no leg was open.</summary>
    public void Abandoned() => leftEarly = true;

    public IvrPart Close(bool anyLeg) => new(entered, ms, contained, entered && leftEarly && !anyLeg, selections);

    private void Left(Event item)
    {
        if (openMs is { } since)
            ms += item.TimeMs - since;
        openMs = null;
        contained |= item.Text(Field.LeftTo) == "contained";
        leftEarly |= item.Text(Field.LeftTo) == "hangup";
    }
}
