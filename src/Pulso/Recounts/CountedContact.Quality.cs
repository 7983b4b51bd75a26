using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Recounts;

internal sealed partial class CountedContact
{
    /// <summary>Anchored at the evaluation; a calibration is compared with the last evaluation on its form.</summary>
    private void AddQuality(Cells cells)
    {
        var evaluations = All(EventTypes.QualityEvaluated).ToLookup(item => item.Is(Field.Calibration));
        foreach (var item in evaluations[false])
        {
            foreach (var tally in QualityCells(cells, item).Append(Cell(cells, item.TimeMs, queue, Facet.OfAgent(EvaluatedAgent(item), Band))))
            {
                tally.Add(Counter.QualityEvaluations);
                tally.Add(Counter.QualityScore, item.Number(Field.Score)!.Value);
                tally.Add(Counter.QualityMax, item.Number(Field.Max)!.Value);
            }
            AddCriteria(cells, item);
        }
        foreach (var calibration in evaluations[true])
        {
            if (evaluations[false].LastOrDefault(item => item.Text(Field.Form) == calibration.Text(Field.Form)) is not { } checkedOne)
                continue;
            foreach (var tally in QualityCells(cells, calibration))
            {
                tally.Add(Counter.Calibrations);
                tally.Add(Counter.CalibrationGap, Gap(calibration, checkedOne));
            }
        }
    }

    private void AddCriteria(Cells cells, Event evaluation)
    {
        var (form, formVersion) = (Known(evaluation, Field.Form), Known(evaluation, Field.FormVersion));
        foreach (var (name, points) in QualityCriteria.Of(evaluation.Text(Field.Criteria)))
        {
            Facet[] facets = [Facet.OfCriterion(form, formVersion, name), Facet.OfAgentCriterion(EvaluatedAgent(evaluation), Band, form, formVersion, name)];
            foreach (var tally in facets.Select(facet => Cell(cells, evaluation.TimeMs, queue, facet)))
            {
                tally.Add(Counter.CriterionScored);
                tally.Add(Counter.CriterionPoints, points);
            }
        }
    }

    /// <summary>The same figures several times: in all, on the event's own form, and for an evaluation as its agent's.</summary>
    private Tally[] QualityCells(Cells cells, Event item) =>
    [
        Cell(cells, item.TimeMs, queue),
        Cell(cells, item.TimeMs, queue, Facet.OfForm(Known(item, Field.Form), Known(item, Field.FormVersion))),
    ];

    /// <summary>How far two shares of the maximum are apart, in thousandths: as one fraction, so that only it is rounded, half to even.</summary>
    private static long Gap(Event one, Event other)
    {
        Int128 Number(Event item, Field field) => item.Number(field)!.Value;
        var whole = Number(one, Field.Max) * Number(other, Field.Max);
        var part = (Number(one, Field.Score) * Number(other, Field.Max)) - (Number(other, Field.Score) * Number(one, Field.Max));
        var (down, rest) = Int128.DivRem(1_000 * Int128.Abs(part), whole);
        bool up = 2 * rest > whole || (2 * rest == whole && Int128.IsOddInteger(down));
        return (long)down + (up ? 1 : 0);
    }
}
