using Pulso.Measures;

namespace Pulso.Recounts;

internal sealed partial class CountedContact
{
    private const long WeekMs = 7 * 86_400_000L;

    /// <summary>Adds what depends on the other inbound contacts of the same customer.</summary>
    /// <param name="others">None where the customer is unknown.</param>
    public void AddWithOthers(Cells cells, IReadOnlyList<CountedContact> others)
    {
        var recontacts = others.Where(other => IsFollowedBy(other)).ToList();
        bool recontacted = recontacts.Count > 0;
        bool isRecontact = IsRecontact(others);
        var atStart = AtStart(cells);
        atStart.Add(Counter.IsRecontact, isRecontact);
        atStart.Add(Counter.BotContainedDurably, IsContained && !recontacted);
        if (IsSolved)
        {
            Cell(cells, FirstSolvedMs, queue)
                .Add(Counter.ResolvedInChannel, recontacts.TrueForAll(other => other.Dimensions.Channel == Dimensions.Channel));
        }
        if (IsEligible)
        {
            AddFirstContactResolution(atStart, others, recontacted, isRecontact);
            AddCredit(
                cells, startMs, Dimensions,
                (Counter.FcrEligible, true, 1), (Counter.Recontacted, recontacted, 1), (Counter.Fcr, !recontacted && !WasReopened && !WasEscalated, 1));
        }
    }

    /// <summary>True if this contact came within the window after another one of the customer was solved.</summary>
    /// <param name="ofCustomer">All contacts of the customer, this one too.</param>
    public bool IsRecontact(IEnumerable<CountedContact> ofCustomer) =>
        IsInbound && ofCustomer.Any(other => other != this && other.IsEligible && other.IsFollowedBy(this));

    /// <summary>Where what follows from this contact, and is counted at its start, lies.</summary>
    public Tally AtStart(Cells cells) => Cell(cells, startMs, queue);

    /// <summary>Adds the case of which this is the earliest contact.</summary>
    public void AddCase(Cells cells, int contacts, bool switched)
    {
        var tally = AtStart(cells);
        tally.Add(Counter.Cases);
        tally.Add(Counter.CasesSwitched, switched);
        tally.Add(Counter.CaseContacts, contacts);
    }

    /// <summary>Anchored at the start of an eligible contact.</summary>
    private void AddFirstContactResolution(Tally tally, IReadOnlyList<CountedContact> others, bool recontacted, bool isRecontact)
    {
        bool untroubled = !WasReopened && !WasEscalated;
        bool fcr = !recontacted && untroubled;
        bool single = !WasEscalated && !others.Any(
            other => other.startMs >= startMs - Rules.RecontactMs && other.startMs < LastSolvedMs + Rules.RecontactMs);
        tally.Add(Counter.FcrEligible);
        tally.Add(Counter.Recontacted, recontacted);
        tally.Add(Counter.Fcr, fcr);
        tally.Add(Counter.FcrEligibleWeighted, Weight());
        tally.Add(Counter.FcrWeighted, fcr ? Weight() : 0);
        tally.Add(Counter.FcrSingle, single);
        tally.Add(Counter.FcrWeek, untroubled && !others.Any(other => IsFollowedBy(other, WeekMs)));
        tally.Add(Counter.FcrFirstEligible, !isRecontact);
        tally.Add(Counter.FcrFirst, fcr && !isRecontact);
    }

    private bool IsFollowedBy(CountedContact other) => IsFollowedBy(other, Rules.RecontactMs);

    /// <summary>True if the other contact, inbound and of the same customer, is a recontact of this one.</summary>
    /// <remarks>The window includes the instant of the last resolution and excludes its own end.</remarks>
    private bool IsFollowedBy(CountedContact other, long windowMs) => IsSolved
        && other.startMs >= LastSolvedMs
        && other.startMs < LastSolvedMs + windowMs
        && (!version.RecontactSameReason || other.Dimensions.Reason == Dimensions.Reason);

    /// <summary>Difficulty × channel weight, in thousandths.</summary>
    private long Weight() => (long)Math.Round(LastDifficulty * Rules.FcrWeight / 1_000m, MidpointRounding.ToEven);
}
