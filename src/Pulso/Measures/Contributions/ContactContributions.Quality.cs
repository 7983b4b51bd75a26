using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Measures.Contributions;

public static partial class ContactContributions
{
    /// <summary>An evaluation counts as a whole, by form and version, and by criterion.</summary>
    private static void AddEvaluation(Evaluation evaluation, Dimensions dimensions, TenantSettings settings, Cells cells)
    {
        Tally At(Facet? facet) => cells.At(settings, evaluation.TimeMs, dimensions, facet);

        AddPoints(evaluation, At(null));
        AddPoints(evaluation, At(Facet.OfForm(evaluation.Form, evaluation.FormVersion)));
        if (evaluation.IsCalibration)
            return;
        foreach (var (name, points) in evaluation.Criteria)
            AddCriterion(points, At(Facet.OfCriterion(evaluation.Form, evaluation.FormVersion, name)));
    }

    private static void AddCriterion(long points, Tally tally)
    {
        tally.Add(Counter.CriterionScored);
        tally.Add(Counter.CriterionPoints, points);
    }

    private static void AddPoints(Evaluation evaluation, Tally tally)
    {
        if (evaluation.IsCalibration)
        {
            tally.Add(Counter.Calibrations, evaluation.Gap is not null);
            tally.Add(Counter.CalibrationGap, evaluation.Gap ?? 0);
            return;
        }
        tally.Add(Counter.QualityEvaluations);
        tally.Add(Counter.QualityScore, evaluation.Score);
        tally.Add(Counter.QualityMax, evaluation.Max);
    }
}
