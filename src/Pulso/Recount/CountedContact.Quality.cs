using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Recount;

internal sealed partial class CountedContact
{
    /// <summary>Anchored at the evaluation; a calibration is compared with the last evaluation on its form.</summary>
    private void AddQuality(Cells cells)
    {
        var evaluations = All(EventTypes.QualityEvaluated).ToLookup(item => item.Is(Field.Calibration));
        foreach (var item in evaluations[false])
        {
            var tally = Cell(cells, item.TimeMs, queue);
            tally.Add(Counter.QualityEvaluations);
            tally.Add(Counter.QualityScore, item.Number(Field.Score)!.Value);
            tally.Add(Counter.QualityMax, item.Number(Field.Max)!.Value);
        }
        foreach (var calibration in evaluations[true])
        {
            if (evaluations[false].LastOrDefault(item => item.Text(Field.Form) == calibration.Text(Field.Form)) is not { } checkedOne)
                continue;
            var tally = Cell(cells, calibration.TimeMs, queue);
            tally.Add(Counter.Calibrations);
            tally.Add(Counter.CalibrationGap, Math.Abs(Share(calibration) - Share(checkedOne)));
        }
    }

    /// <summary>Score over maximum, in thousandths.</summary>
    private static long Share(Event evaluation) =>
        (long)Math.Round(1_000m * evaluation.Number(Field.Score)!.Value / evaluation.Number(Field.Max)!.Value, MidpointRounding.ToEven);
}
